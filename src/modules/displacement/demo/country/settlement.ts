import { fractalNoise, type Random } from '../random.ts';
import type { Cell } from './mesh.ts';

interface Town {
  readonly x: number;
  readonly y: number;
  /** People at the core per cell, relative to open country. */
  readonly weight: number;
}

export interface Settlement {
  /** The largest first: the capital. */
  readonly towns: readonly Town[];
  /** Relative number of people of a cell. */
  density(cell: Cell): number;
}

/** A capital near the sea, a few cities, many towns; thin and uneven settlement between them. */
export function settle(seed: string, cells: readonly Cell[], random: Random): Settlement {
  const coast = cells.filter((cell) => cell.coastal);
  const rural = fractalNoise(`${seed}/rural`, 4);
  const capital = random.pick(coast);
  const towns: Town[] = [{ x: capital.x, y: capital.y, weight: 90 }];
  while (towns.length < 26) {
    const options = Array.from({ length: 8 }, () => random.pick(random.chance(0.4) ? coast : cells));
    const apart = (cell: Cell) =>
      Math.min(...towns.map((town) => Math.hypot(town.x - cell.x, town.y - cell.y)));
    const site = options.reduce((best, option) => (apart(option) > apart(best) ? option : best));
    towns.push({ x: site.x, y: site.y, weight: 42 / Math.sqrt(towns.length) });
  }
  const densityOf = (cell: Cell) => {
    const country = 0.35 + 0.9 * Math.max(0, rural(cell.x / 70, cell.y / 70) + 0.45);
    const near = towns.reduce((sum, town) => {
      const distance = Math.hypot(town.x - cell.x, town.y - cell.y);
      return (
        sum + town.weight * Math.exp(-((distance / 9) ** 2)) + 0.03 * town.weight * Math.exp(-distance / 30)
      );
    }, 0);
    return country + near;
  };
  const densities = Float64Array.from(cells, densityOf);
  return { towns, density: (cell) => densities[cell.index]! };
}
