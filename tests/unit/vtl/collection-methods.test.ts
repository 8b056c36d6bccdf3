import { renderText } from './render-text.ts';

// Every row follows "java.util.List" (Java SE API).
describe('methods of a list', () => {
  test.each([
    ['#foreach($i in $l.iterator())$i;#end', 'c;a;b;'],
    ['#set($i = $l.iterator())$i.next()$i.hasNext()#foreach($x in $i)$x#end', 'ctrueab'],
    ['$l.hashCode()', '128035'],
    ["$l.addAll(1, ['x', 'y'])$l", 'true["c","x","y","a","b"]'],
    ['$l.addAll($m.keySet())$l', 'true["c","a","b","k"]'],
    ['$l.addAll([])', 'false'],
    ['$l.containsAll($m.keySet())', 'false'],
    ["$l.removeAll(['a', 'z'])$l", 'true["c","b"]'],
    ['$l.retainAll($m.keySet())$l', 'true[]'],
    ['$l.sort(null)$l', '["a","b","c"]'],
    ['$l.toArray().size()', '3'],
    ['$l.subList(0, 2).contains("a")', 'true'],
    ['$l.get(0).length()', '1'],
    ['$l.stream()', ''],
    ['$l.forEach(1)', ''],
    ['$l.addAll("x")$l', '["c","a","b"]'],
    ['$l.addAll(0)', ''],
  ])('%s prints %j', (template, expected) => {
    expect(renderText(template, { l: ['c', 'a', 'b'], m: { k: 1 } })).toBe(expected);
  });

  test('sorts numbers by their value', () => {
    expect(renderText('#set($l = [3, 1.5, 2])$l.sort(null)$l')).toBe('[1.5, 2, 3]');
  });

  test.each([
    ['$l.sort(null)', 'ClassCastException'],
    ['$l.iterator().next().x $l.addAll(9, [1])', 'IndexOutOfBoundsException'],
  ])('%s ends the rendering: %s', (template, message) => {
    expect(() => renderText(template, { l: [1, 'a'] })).toThrow(message);
  });

  test('an iterator that is at its end ends the rendering', () => {
    expect(() => renderText('#set($i = $l.iterator())$i.next()', { l: [] })).toThrow(
      'NoSuchElementException',
    );
  });
});

// Every row follows "java.util.Map" (Java SE API).
describe('methods of a map', () => {
  test.each([
    ['$m.keySet().size() $m.values().size() $m.entrySet().size()', '2 2 2'],
    ['$m.keySet()', '[a, b]'],
    ['$m.values()', '[1, two]'],
    ['$m.entrySet()', '[a=1, b=two]'],
    ['$m.keySet().isEmpty() $m.keySet().empty', 'false false'],
    ["$m.keySet().contains('a') $m.values().contains(1)", 'true true'],
    ["$m.keySet().containsAll(['a', 'b'])", 'true'],
    ["$m.keySet().remove('a')$m", 'true{b=two}'],
    ['$m.values().remove(1)$m', 'true{b=two}'],
    ["$m.keySet().removeAll(['a', 'x'])$m", 'true{b=two}'],
    ["$m.keySet().retainAll(['a'])$m", 'true{a=1}'],
    ['$m.keySet().clear()$m', '{}'],
    ['$m.keySet().toArray()[1]', 'b'],
    ["$m.keySet().equals(['b', 'a'])", 'true'],
    ['$m.keySet().hashCode()', '195'],
    ['$m.keySet().toString()', '[a, b]'],
    // A set has no order: only a list can be indexed.
    ['[$m.keySet().get(0)$m.keySet()[0]]', '[]'],
    ['#set($k = $m.keySet())$m.put("c", 3)$k', '[a, b, c]'],
    [
      '#foreach($e in $m.entrySet())$e.key$e.value$e.getKey()$e.getValue()$e;#end',
      'a1a1a=1;btwobtwob=two;',
    ],
    ['#foreach($e in $m.entrySet())$e.setValue(0)#set($e.value = 5)#end$m', '1two{a=5, b=5}'],
    ['$m.entrySet().iterator().next().key', 'a'],
    ["$m.remove('a', 2)$m.remove('a', 1)$m", 'falsetrue{b=two}'],
    ["$m.replace('a', 5)$m.replace('x', 5)$m", '1{a=5, b=two}'],
    ["$m.replace('a', 2, 5)$m.replace('a', 1, 6)$m", 'falsetrue{a=6, b=two}'],
    ["$m.getOrDefault('x', 'd')$m.getOrDefault('a', 'd')", 'd1'],
    ['$m.hashCode()', '115342'],
    ['$m.size', ''],
    ['$m.compute(1, 2)', ''],
  ])('%s prints %j', (template, expected) => {
    expect(renderText(template, { m: { a: 1, b: 'two' } })).toBe(expected);
  });

  test('a view of a map takes no items', () => {
    expect(() => renderText("$m.keySet().add('x')", { m: {} })).toThrow(
      'UnsupportedOperationException',
    );
  });
});
