import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartProps } from './props.ts';

use([
  LineChart,
  BarChart,
  PieChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  AriaComponent,
  SVGRenderer,
]);

interface DrawContext {
  dir: 'ltr' | 'rtl';
  dark: boolean;
  number: (value: number) => string;
}

/** Distinct also without colour: each series has a symbol, bars of several series a pattern. */
const colours = {
  light: ['#0f5c70', '#b4690e', '#5b5ea6', '#3d7a3a', '#a23b52', '#6b6b66'],
  dark: ['#86bcc7', '#ecbd63', '#b3b5ea', '#8fcf8b', '#f0a3b4', '#b9b6ad'],
};
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow'];

/** Draws into a box and returns what takes the drawing away again. */
export function draw(box: HTMLElement, props: ChartProps, context: DrawContext): () => void {
  const chart = init(box, null, { renderer: 'svg' });
  const style = getComputedStyle(box);
  chart.setOption(props.kind === 'pie' ? pieOf(props, context, style) : optionOf(props, context, style));
  const { onPick } = props;
  if (onPick) chart.on('click', (event) => onPick(event.dataIndex, event.seriesIndex ?? 0));
  const watcher = new ResizeObserver(() => chart.resize());
  watcher.observe(box);
  return () => {
    watcher.disconnect();
    chart.dispose();
  };
}

function optionOf(props: ChartProps, { dir, dark, number }: DrawContext, style: CSSStyleDeclaration) {
  const token = (name: string) => style.getPropertyValue(name).trim();
  const quiet = token('--sj-quiet');
  const line = token('--sj-line');
  const text = { color: quiet, fontFamily: style.fontFamily };
  const rtl = dir === 'rtl';
  const many = props.series.length > 1;
  return {
    animation: false,
    color: colours[dark ? 'dark' : 'light'],
    textStyle: text,
    aria: { enabled: true, decal: { show: many && props.kind !== 'line' } },
    grid: { left: 8, right: 16, top: many ? 40 : 16, bottom: 8, containLabel: true },
    ...(many
      ? {
          legend: { top: 4, left: rtl ? 'right' : 'left', textStyle: { ...text, color: token('--sj-text') } },
        }
      : {}),
    tooltip: {
      trigger: 'axis' as const,
      confine: true,
      backgroundColor: token('--sj-surface'),
      borderColor: line,
      textStyle: { color: token('--sj-text'), fontFamily: style.fontFamily },
      extraCssText: `direction:${dir}`,
      valueFormatter: (value: unknown) => (typeof value === 'number' ? number(value) : '–'),
    },
    xAxis: {
      type: 'category' as const,
      data: [...props.categories],
      inverse: rtl,
      axisLabel: text,
      axisLine: { lineStyle: { color: token('--sj-line-strong') } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value' as const,
      position: rtl ? ('right' as const) : ('left' as const),
      axisLabel: { ...text, formatter: number },
      splitLine: { lineStyle: { color: line } },
    },
    series: props.series.map((series, index) => seriesOf(props, series, index)),
  };
}

function seriesOf(props: ChartProps, series: ChartProps['series'][number], index: number) {
  const common = {
    name: series.name,
    data: [...series.values],
    cursor: props.onPick ? 'pointer' : 'default',
  };
  if (props.kind === 'line') {
    return {
      ...common,
      type: 'line' as const,
      symbol: symbols[index % symbols.length]!,
      symbolSize: 8,
      lineStyle: { width: 2.5 },
      connectNulls: false,
    };
  }
  return {
    ...common,
    type: 'bar' as const,
    barMaxWidth: 42,
    ...(props.kind === 'stacked' ? { stack: 'all' } : {}),
  };
}

/** Parts of a whole, each named beside its slice: a legend would have to be matched by colour. */
function pieOf(props: ChartProps, { dir, dark, number }: DrawContext, style: CSSStyleDeclaration) {
  const token = (name: string) => style.getPropertyValue(name).trim();
  const text = { color: token('--sj-text'), fontFamily: style.fontFamily };
  const values = props.series[0]?.values ?? [];
  return {
    animation: false,
    color: colours[dark ? 'dark' : 'light'],
    textStyle: text,
    aria: { enabled: true, decal: { show: true } },
    tooltip: {
      trigger: 'item' as const,
      confine: true,
      backgroundColor: token('--sj-surface'),
      borderColor: token('--sj-line'),
      textStyle: text,
      extraCssText: `direction:${dir}`,
      valueFormatter: (value: unknown) => (typeof value === 'number' ? number(value) : '–'),
    },
    series: [
      {
        type: 'pie' as const,
        radius: ['35%', '70%'],
        clockwise: dir !== 'rtl',
        label: {
          ...text,
          overflow: 'truncate' as const,
          formatter: ({ name, value }: { name: string; value: unknown }) =>
            `${name}: ${typeof value === 'number' ? number(value) : '–'}`,
        },
        labelLine: { lineStyle: { color: token('--sj-line-strong') } },
        itemStyle: { borderColor: token('--sj-surface'), borderWidth: 2 },
        data: props.categories.map((name, i) => ({ name, value: values[i] ?? 0 })),
      },
    ],
  };
}
