import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';

export interface MapArea {
  id: string;
  name: string;
  /** Null draws the area without a class. */
  value: number | null;
  /** Opens the rows behind the area. */
  to?: string;
}

export interface MapPoint {
  id: string;
  name: string;
  longitude: number;
  latitude: number;
  /** A larger value draws a larger circle. */
  value?: number | null;
  to?: string;
}

export interface MapViewProps {
  title: string;
  /** Shapes with the area's id as `properties.id`. */
  shapes?: FeatureCollection<Polygon | MultiPolygon>;
  areas?: readonly MapArea[];
  points?: readonly MapPoint[];
  /** Heads the value column and the legend. */
  valueLabel?: string;
  /** Pixels; 420 when absent. */
  height?: number;
  /** A click on an area or point; without it the row's `to` is opened. */
  onPick?: (kind: 'area' | 'point', id: string) => void;
}
