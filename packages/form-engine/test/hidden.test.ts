import { describe, expect, it } from 'vitest';
import { answerOf, open } from './forms.ts';

/** `x` is hidden until `show` says yes; `out` is computed from it. */
function computed(calculate: string): ReturnType<typeof open> {
  return open({
    instance: '<show/><x>7</x><out/>',
    model: `<bind nodeset="/data/x" relevant="/data/show = 'yes'"/><bind nodeset="/data/out" calculate="${calculate}"/>`,
    body: '<input ref="/data/show"/><input ref="/data/x"/>',
  });
}

describe('a hidden question in an expression', () => {
  it.each([
    ["/data/x = ''", 'true', 'false'],
    ["/data/x != ''", 'false', 'true'],
    ["/data/x != 'a'", 'true', 'true'],
    ["'a' != /data/x", 'true', 'true'],
    ['/data/x = 7', 'false', 'true'],
    ['/data/x != 7', 'true', 'false'],
    ['/data/x &lt; 9', 'false', 'true'],
    ["not(/data/x = '')", 'false', 'true'],
    ['/data/x = /data/show', 'true', 'false'],
    ['count(/data/x)', '0', '1'],
    ["concat('[', /data/x, ']')", '[]', '[7]'],
    ["coalesce(/data/x, 'none')", 'none', '7'],
    // Nothing at all is no answer: that stays as XPath has it.
    ["/data/nowhere = ''", 'false', 'false'],
    ["/data/nowhere != 'a'", 'false', 'false'],
  ])('%s is %s, and %s once it is shown', (expression, hidden, shown) => {
    const session = computed(expression);
    expect(answerOf(session, '/data/out')).toBe(hidden);
    session.setValue('/data/show', 'yes');
    expect(answerOf(session, '/data/out')).toBe(shown);
    session.setValue('/data/show', '');
    expect(answerOf(session, '/data/out')).toBe(hidden);
  });

  it('is blank to a filter, whether the list is long enough for an index or not', () => {
    for (const length of [3, 300]) {
      const items = Array.from(
        { length },
        (_, at) => `<item><name>n${at}</name><region>${at === 1 ? '' : 'r'}</region></item>`,
      ).join('');
      const session = open({
        instance: '<show/><x>r</x><pick/>',
        model: `<instance id="l"><root>${items}</root></instance><bind nodeset="/data/x" relevant="/data/show = 'yes'"/>`,
        body: `<input ref="/data/show"/><input ref="/data/x"/><select1 ref="/data/pick"><itemset
            nodeset="instance('l')/root/item[region = /data/x ]"><value ref="name"/><label ref="name"/></itemset></select1>`,
      });
      const offered = (): number => session.node('/data/pick')?.choices().length ?? -1;
      expect(offered()).toBe(1);
      session.setValue('/data/show', 'yes');
      expect(offered()).toBe(length - 1);
    }
  });
});
