/** A catalogue, compiled by Lingui's plugin when it is imported. */
declare module '*.po' {
  export const messages: import('@lingui/core').Messages
}
