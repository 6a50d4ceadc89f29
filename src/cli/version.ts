/** Set when the program is bundled; absent when it runs from its sources. */
declare const __HOTSPARE_VERSION__: string | undefined;

export const VERSION = typeof __HOTSPARE_VERSION__ === 'string' ? __HOTSPARE_VERSION__ : '0.0.0-development';
