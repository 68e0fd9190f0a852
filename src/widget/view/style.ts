/**
 * The widget's own looks, behind its shadow root: nothing of the page comes in but the custom properties `--forecourt-accent`,
 * `--forecourt-on-accent`, `--forecourt-font`, `--forecourt-radius`, `--forecourt-edge` and `--forecourt-layer`.
 */
export const css = `
:host{all:initial;--accent:var(--forecourt-accent,#1d5bd1);--on-accent:var(--forecourt-on-accent,#fff);--radius:var(--forecourt-radius,16px);
--edge:var(--forecourt-edge,20px);--pane:#fff;--sunken:#f4f6f9;--line:#dfe3ea;--strong:#7c8798;--text:#141922;--quiet:#525c6b;--theirs:#eff2f6;
--mine:color-mix(in srgb,var(--accent) 11%,#fff);--mine-line:color-mix(in srgb,var(--accent) 26%,#fff);--warn:#fff4de;--warn-text:#754000;--bad:#b3202a;
--link:color-mix(in srgb,var(--accent) 88%,#000);--shadow:0 18px 50px -12px rgb(16 24 40/.32),0 4px 14px rgb(16 24 40/.12);
color-scheme:light;font:15px/1.5 var(--forecourt-font,system-ui,-apple-system,'Segoe UI',Roboto,sans-serif);color:var(--text);
position:fixed;inset:auto 0 0 auto;z-index:var(--forecourt-layer,2147483000)}
:host([data-scheme=dark]){--pane:#14181f;--sunken:#0f1217;--line:#2a313d;--strong:#778294;--text:#eaedf3;--quiet:#a6b0be;--theirs:#1f2530;
--mine:color-mix(in srgb,var(--accent) 30%,#14181f);--mine-line:color-mix(in srgb,var(--accent) 46%,#14181f);--warn:#33260e;--warn-text:#f5c677;--bad:#ff8f8f;
--link:color-mix(in srgb,var(--accent) 45%,#fff);--shadow:0 22px 60px -10px rgb(0 0 0/.75),0 0 0 1px rgb(255 255 255/.06);color-scheme:dark}
*,*::before{box-sizing:border-box}
[hidden]{display:none!important}
svg{fill:none;stroke:currentColor;stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round;flex:none}
button,textarea{font:inherit;color:inherit}
button{cursor:pointer;border:0;background:none;padding:0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.launch{position:fixed;inset-block-end:calc(var(--edge) + env(safe-area-inset-bottom));inset-inline-end:var(--edge);display:flex;align-items:center;gap:10px;
min-height:56px;padding:0 22px 0 18px;border-radius:28px;background:var(--accent);color:var(--on-accent);font-weight:600;box-shadow:var(--shadow);transition:transform .14s ease}
.launch:hover{transform:translateY(-2px)}
.launch:focus-visible{outline-color:var(--text)}
.count{min-width:22px;height:22px;padding:0 7px;border-radius:11px;background:var(--on-accent);color:var(--accent);font-size:13px;line-height:22px;text-align:center;font-weight:700}
.panel{position:fixed;inset-block-end:calc(var(--edge) + env(safe-area-inset-bottom));inset-inline-end:var(--edge);display:flex;flex-direction:column;width:392px;
height:min(660px,calc(100dvh - 2*var(--edge)));background:var(--pane);border:1px solid var(--line);border-radius:var(--radius);box-shadow:var(--shadow);overflow:hidden;animation:rise .18s ease}
@keyframes rise{from{opacity:0;transform:translateY(12px)}}
.head{display:flex;align-items:center;gap:12px;padding:14px 10px 14px 18px;border-block-end:1px solid var(--line)}
.mark{display:grid;place-items:center;width:40px;height:40px;border-radius:50%;background:var(--accent);color:var(--on-accent);flex:none}
.who{flex:1;min-width:0}
.who h2{margin:0;font-size:16px;line-height:1.3;font-weight:650;overflow-wrap:anywhere}
.who p{margin:0;font-size:13px;color:var(--quiet)}
.icon{display:grid;place-items:center;width:44px;height:44px;border-radius:12px}
.icon:hover{background:var(--sunken)}
.bar{margin:0;padding:9px 18px;font-size:13px;background:var(--warn);color:var(--warn-text)}
.log{flex:1;overflow-y:auto;overscroll-behavior:contain;padding:16px 18px 8px;display:flex;flex-direction:column;gap:3px;scrollbar-width:thin}
.log>:first-child{margin-block-start:auto}
.day{align-self:center;margin:14px 0 8px;font-size:12px;color:var(--quiet)}
.row{display:flex;flex-direction:column;align-items:flex-start;max-width:86%;margin-block-start:6px}
.row.near{margin-block-start:0}
.row.mine{align-self:flex-end;align-items:flex-end}
.from{font-size:12px;color:var(--quiet);margin:2px 4px 3px}
.said{margin:0;padding:9px 14px;border-radius:16px 16px 16px 5px;background:var(--theirs);white-space:pre-wrap;overflow-wrap:anywhere}
.mine .said{border-radius:16px 16px 5px 16px;background:var(--mine);box-shadow:inset 0 0 0 1px var(--mine-line)}
.mine.waits .said{background:none;box-shadow:inset 0 0 0 1.5px var(--strong)}
.fate{margin:3px 4px 0;font-size:12px;color:var(--quiet)}
.fate.bad{color:var(--bad)}
.text{min-height:44px;padding:0 10px;font-size:13px;font-weight:600;color:var(--link);text-decoration:underline;text-underline-offset:3px}
.greet{margin:0 0 10px;font-size:19px;line-height:1.4;font-weight:600}
.types{margin:0;padding:0 20px 6px;min-height:26px;font-size:13px;color:var(--quiet)}
.types::before{content:'';display:inline-block;width:22px;height:6px;margin-inline-end:8px;background:radial-gradient(circle,var(--quiet) 2.5px,transparent 3px) 0 0/8px 6px;animation:pulse 1.2s ease-in-out infinite alternate}
.types:empty::before{display:none}
@keyframes pulse{from{opacity:.35}}
.write{display:flex;align-items:flex-end;gap:8px;padding:10px 12px 10px 18px;border-block-start:1px solid var(--line)}
.write textarea{flex:1;min-height:46px;max-height:168px;padding:11px 14px;border:1px solid var(--strong);border-radius:14px;background:var(--pane);resize:none;field-sizing:content;line-height:1.45}
.write textarea::placeholder{color:var(--quiet);opacity:1}
.write textarea:focus-visible{outline-offset:0}
.go{display:grid;place-items:center;width:46px;height:46px;border-radius:14px;background:var(--accent);color:var(--on-accent)}
.go:focus-visible{outline-color:var(--text)}
.go[aria-disabled=true]{background:var(--sunken);color:var(--quiet);box-shadow:inset 0 0 0 1px var(--line)}
.foot{display:flex;align-items:center;justify-content:space-between;gap:8px;padding:0 8px 6px 18px;font-size:12px;color:var(--quiet)}
.foot .text{font-size:12px}
.card{position:fixed;inset-block-end:calc(var(--edge) + 68px + env(safe-area-inset-bottom));inset-inline-end:var(--edge);width:min(372px,calc(100vw - 2*var(--edge)));
padding:18px;background:var(--pane);border:1px solid var(--line);border-radius:var(--radius);box-shadow:var(--shadow)}
.card h2{margin:0 0 6px;font-size:16px}.card p{margin:0 0 14px;font-size:14px;color:var(--quiet)}
.pair{display:flex;flex-wrap:wrap;gap:10px}
.pair button{flex:1 1 130px;min-height:46px;padding:6px 14px;border-radius:12px;font-weight:600;border:1px solid var(--strong)}
.pair button:first-child{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.gone{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:560px){
.panel{inset:0;width:100%;height:100dvh;border:0;border-radius:0;padding-block-end:env(safe-area-inset-bottom)}
.write textarea{font-size:16px}
.launch{padding:0;width:56px;justify-content:center}.launch .name{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.count{position:absolute;inset-block-start:-6px;inset-inline-end:-6px;background:var(--text);color:var(--pane)}}
@media (prefers-reduced-motion:reduce){*,*::before{animation:none!important;transition:none!important}}
@media (forced-colors:active){.launch,.go,.panel,.card,.said,.pair button{border:1px solid CanvasText}}
`
