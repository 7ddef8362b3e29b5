import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MarkupBlock, parseMarkup } from '../src/index.ts';

const form = (text: string): readonly MarkupBlock[] => parseMarkup({ parts: [{ text, source: 'form' }] });
const text = (value: string) => ({ type: 'text', text: value });
const paragraph = (...children: unknown[]) => ({ type: 'paragraph', children });

describe('markup of labels', () => {
  it.each([
    ['plain', [paragraph(text('plain'))]],
    ['a **b** c', [paragraph(text('a '), { type: 'strong', children: [text('b')] }, text(' c'))]],
    [
      '__a__ _b_',
      [
        paragraph({ type: 'strong', children: [text('a')] }, text(' '), {
          type: 'emphasis',
          children: [text('b')],
        }),
      ],
    ],
    [
      '**a *b* c**',
      [
        paragraph({
          type: 'strong',
          children: [text('a '), { type: 'emphasis', children: [text('b')] }, text(' c')],
        }),
      ],
    ],
    ['2 * 3 * 4', [paragraph(text('2 * 3 * 4'))]],
    ['snake_case_name', [paragraph(text('snake_case_name'))]],
    ['\\*not\\*', [paragraph(text('*not*'))]],
    ['one\ntwo', [paragraph(text('one'), { type: 'break' }, text('two'))]],
    ['one\n\ntwo', [paragraph(text('one')), paragraph(text('two'))]],
    ['## Head\ntext', [{ type: 'heading', level: 2, children: [text('Head')] }, paragraph(text('text'))]],
    ['- a\n- b', [{ type: 'list', ordered: false, items: [[text('a')], [text('b')]] }]],
    ['1. a\n2. b', [{ type: 'list', ordered: true, items: [[text('a')], [text('b')]] }]],
    ['2. Age', [paragraph(text('2. Age'))]],
    [
      '[site](https://x.example/a)',
      [paragraph({ type: 'link', href: 'https://x.example/a', children: [text('site')] })],
    ],
    ['[bad](javascript:alert)', [paragraph({ type: 'span', style: {}, children: [text('bad')] })]],
    [
      '<span style="color:red; position:fixed">r</span>',
      [paragraph({ type: 'span', style: { color: 'red' }, children: [text('r')] })],
    ],
    ['<span style="color:url(x)">r</span>', [paragraph({ type: 'span', style: {}, children: [text('r')] })]],
    ['<script>x</script>', [paragraph(text('<script>x</script>'))]],
    [
      '<b>x</b> <u>y</u>',
      [
        paragraph({ type: 'strong', children: [text('x')] }, text(' '), {
          type: 'underline',
          children: [text('y')],
        }),
      ],
    ],
  ])('%s', (source, expected) => {
    expect(form(source)).toEqual(expected);
  });

  it('never takes an answer for markup', () => {
    const blocks = parseMarkup({
      parts: [
        { text: '**Hello ', source: 'form' },
        { text: '**<b>x</b>\n# [a](https://b)', source: 'answer' },
        { text: '**', source: 'form' },
      ],
    });
    expect(blocks).toEqual([
      paragraph({ type: 'strong', children: [text('Hello **<b>x</b>\n# [a](https://b)')] }),
    ]);
    const link = parseMarkup({
      parts: [
        { text: '[map](https://maps.example/?q=', source: 'form' },
        { text: '1 2)"', source: 'answer' },
        { text: ')', source: 'form' },
      ],
    });
    expect(link).toEqual([
      paragraph({ type: 'link', href: 'https://maps.example/?q=1%202)%22', children: [text('map')] }),
    ]);
  });

  it('ends on any text, soon', () => {
    const piece = fc.constantFrom(
      '*',
      '**',
      '_',
      '[',
      ']',
      '(',
      ')',
      '<span',
      '<b>',
      '</b>',
      '>',
      '\n',
      '# ',
      '- ',
      '1. ',
      'a',
      ' ',
      '\\',
      '\ue000',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
        form(parts.join(''));
      }),
    );
    form('*'.repeat(3000));
    form('<b>'.repeat(1000));
    form('[a]('.repeat(1000));
  });
});
