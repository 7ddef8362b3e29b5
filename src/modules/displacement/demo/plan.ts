/** The seed of the demonstration that the product ships. */
export const DEFAULT_SEED = 'tesovar-1';
