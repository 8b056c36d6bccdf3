import { renderMapping } from '../mapping-template-input.ts';

const BODY =
  '{"m": {"k": "v", "l": [{"a": "b"}]}, "l": [1, [2, {"c": null}]], "s": "text", "n": 3}';
const PRINTED = 'LS test_input_path_template_formatting';

describe('values and methods in a mapping template', () => {
  test.each([
    [PRINTED, "$input.path('$.m')", '{k=v, l=[{"a":"b"}]}'],
    [PRINTED, "$input.path('$.l')", '[1,[2,{"c":null}]]'],
    [PRINTED, "$input.path('$.l')[1]", '[2,{"c":null}]'],
    [PRINTED, "$input.path('$.m').toString()", '{k=v, l=[{"a":"b"}]}'],
    [PRINTED, "$input.path('$').m.l[0]", '{a=b}'],
    [PRINTED, "$util.parseJson($input.json('$.m')).l", '[{"a":"b"}]'],
    ['AIR test_string_*', "$input.path('$.s').length()", '4'],
    ['AIR test_string_*', "$input.path('$.s').contains('ex')", 'true'],
    ['AIR test_string_*', "$input.path('$.s').startsWith('te')", 'true'],
    ['AIR test_string_*', "$input.path('$.s').indexOf('x')", '2'],
    ['AIR test_string_*', "$input.path('$.s').substring(1)", 'ext'],
    ['AIR test_string_*', "$input.path('$.s').substring(1, 2)", 'e'],
    ['AIR test_string_*', "$input.path('$.s').replaceAll('t$', 'X')", 'texX'],
    ['AIR test_string_*', "$input.path('$.s').matches('t.+')", 'true'],
    ['AIR test_string_*', "$input.path('$.s').toString()", 'text'],
    ['AIR test_array_*', "$input.path('$.l').size()", '2'],
    ['AIR test_array_*', "$input.path('$.l').get(0)", '1'],
    ['AIR test_array_*', "$input.path('$.l').contains(1)", 'true'],
    ['AIR test_array_*', "$input.path('$.l').isEmpty()", 'false'],
    ['AIR test_array_*', "#set($l = [])#set($ok = $l.add('a'))$l", '[a]'],
    ['AIR test_array_set_item', "#set($l = ['a', 'b'])$l.set(0, 'c')$l", 'a[c, b]'],
    ['AIR test_array_set_item', "#set($l = ['a'])#set($old = $l.set(0, 'c'))$l", '[c]'],
    ['AIR test_dict_*', "$input.path('$.m').get('k')", 'v'],
    ['AIR test_dict_*', "$input.path('$.m').keySet()", '[k, l]'],
    ['AIR test_dict_*', "#foreach($e in $input.path('$.m').entrySet())$e.key;#end", 'k;l;'],
    ['AIR test_dict_*', "#set($m = {'a': 1})$m.putAll({'b': 2})$m.size()", '2'],
    ['AIR test_dict_put_item', "#set($m = {'a': 1})$m.put('a', 2)$m.put('b', 3)$m", '1{a=2, b=3}'],
    [
      'AIR test_dict_assign_*',
      '#set($m = {})#set($k = "a")#set($m["$k"] = 1)#set($m.b = 2)$m',
      '{a=1, b=2}',
    ],
    ['AIR test_array_assign_*', '#set($l = [1, 2])#set($i = 1)#set($l[$i] = 5)$l', '[1, 5]'],
    ['AIR ranges', '#foreach($i in [1..5])$i#end', '12345'],
    ['AIR ranges', '#foreach($i in [5..-2])$i;#end', '5;4;3;2;1;0;-1;-2;'],
    [
      'LS test_apigateway_to_kinesis[PutRecords]',
      '#set($max = 2)#foreach($i in [0..$max])$i#end',
      '012',
    ],
    ['AIR arithmetic', '#set($x = 7 / 2)$x', '3'],
    ['AIR arithmetic', '#set($x = 7 % 4)$x', '3'],
    ['AIR arithmetic', '#set($x = 100.0 / 50)$x', '2.0'],
    ['AIR arithmetic', '#set($x = .5*.1)$x', '0.05'],
    ['AIR arithmetic', '#set($x = 2 + 3 * 4 - 6 / 2)$x', '11'],
    ['AIR arithmetic', "#set($x = $input.path('$.n') + 1)$x", '4'],
    ['AIR test_has_next', '#foreach($i in [1, 2])$i$velocityHasNext;#end', '1true;2false;'],
    [
      'AIR foreach',
      '#foreach($i in [7, 8])$foreach.index$foreach.count$foreach.hasNext;#end',
      '01true;12false;',
    ],
    [
      'AIR foreach',
      '#foreach($i in [7, 8])$foreach.first$foreach.last;#end',
      'truefalse;falsetrue;',
    ],
    ['AIR foreach', "#set($i = 'o')#foreach($i in [7])$i#end$i", '7o'],
    ['AIR foreach', '#foreach($i in [7, 8])#set($last = $i)#end$last', '8'],
    ['AIR test_use_define_*', '#define($d)$n;#end#set($n = 1)$d#set($n = 2)$d', '1;2;'],
    ['AIR test_use_define_*', '#define($d)x#end$d()', 'x()'],
    ['AIR test_stop_directive', 'a#stop b', 'a'],
    ['AIR test_evaluate_directive', '#evaluate("$x")', '#evaluate("$x")'],
    ['AIR test_return_macro', '#return($x)', '#return($x)'],
    ['AIR macros', '#macro(hi)Hi#end#hi()', '#hi()'],
  ])('%s: %s', (_source, template, expected) => {
    expect(renderMapping(template, { body: BODY })).toBe(expected);
  });

  test('AIR class TestUnsupportedByAWS: an alternate value is refused', () => {
    expect(() => renderMapping("${a|'default'}")).toThrow("expected '}'");
  });

  test('DG "Amazon API Gateway quotas and important notes": a loop ends at 1,000 iterations', () => {
    expect(renderMapping('#foreach($i in [1..2000])#set($n = $i)#end$n')).toBe('1000');
  });
});
