/** Every command the extension contributes; package.json lists the same ones (a test compares both). */
export const commandIds = {
  runWholeLab: 'cmapssLab.runWholeLab',
} as const;
