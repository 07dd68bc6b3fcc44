/** Red, green and blue, each from 0 to 255. */
export type Rgb = readonly [number, number, number];

/** The grounds that terminal text stands on: `--sunken` of each theme. */
const grounds = { light: [239, 237, 234], dark: [38, 36, 32] } as const;
/** For text of any size. */
const minContrast = 4.5;
const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];
/** The levels of the palette's colour cube. */
const cubeLevels = [0, 95, 135, 175, 215, 255] as const;

/** The colour of a place from 16 to 255 in the palette of 256. */
export function paletteColour(index: number): Rgb {
  if (index >= 232) {
    const level = 8 + (index - 232) * 10;
    return [level, level, level];
  }
  const place = index - 16;
  const level = (step: number) => cubeLevels[step % 6] ?? 0;
  return [level(Math.floor(place / 36)), level(Math.floor(place / 6)), level(place)];
}

/** The colour that is nearest to the wish and can be read on the theme's terminal ground: darker in the light theme, lighter in the dark one. */
export function readable(wish: Rgb, theme: keyof typeof grounds): Rgb {
  return nearest(wish, theme === "light" ? black : white, grounds[theme]);
}

/** The text colour on a ground of the program's own: the wish where it can be read, else the nearest to it that can. */
export function readableOn(ground: Rgb, wish: Rgb | null): Rgb {
  const end = contrast(black, ground) > contrast(white, ground) ? black : white;
  return wish === null ? end : nearest(wish, end, ground);
}

/** Between the wish and an end that can be read, the first that can be read. */
function nearest(wish: Rgb, end: Rgb, ground: Rgb): Rgb {
  const steps = 20;
  for (let step = 0; step < steps; step += 1) {
    const colour = mixed(wish, end, step / steps);
    if (contrast(colour, ground) >= minContrast) return colour;
  }
  return end;
}

function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}

/** The contrast of two colours by WCAG: from 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  const linear = (part: number) => {
    const share = part / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
