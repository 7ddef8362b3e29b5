interface Series {
  name: string;
  /** One for each category; null where nothing was measured. */
  values: readonly (number | null)[];
}

export interface ChartProps {
  title: string;
  /** A pie shows its first series. */
  kind: 'line' | 'bar' | 'stacked' | 'pie';
  categories: readonly string[];
  /** What the categories are: heads the first column of the table. */
  categoryLabel: string;
  series: readonly Series[];
  /** Pixels; 280 when absent. */
  height?: number;
  note?: string;
  /** Opens the rows behind a point. */
  onPick?: (categoryIndex: number, seriesIndex: number) => void;
}
