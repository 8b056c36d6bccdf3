import { renderMapping } from '../mapping-template-input.ts';

const NULL_IS_EMPTY = 'LS test_input_path_template_formatting';
const DG_OVERRIDES =
  'DG "Use a mapping template to override an API\'s request and response parameters"';

describe('references, truth and null in a mapping template', () => {
  test.each([
    ['AIR test_unmatched_name_does_not_get_substituted', 'Hi $name!', 'Hi !'],
    ['AIR test_unmatched_name_does_not_get_substituted', 'Hi $!name!', 'Hi !'],
    ['AIR test_unmatched_name_does_not_get_substituted', 'Hi ${name}!', 'Hi !'],
    ['AIR test_unmatched_name_does_not_get_substituted', 'Hi $name.first.last!', 'Hi !'],
    ['AIR test_if_statement_considers_None_to_be_truthy', '#if($name)yes#{else}no#end', 'yes'],
    [
      'AIR test_if_statement_considers_None_to_be_truthy',
      "#if($input.path('$.none'))yes#end",
      'yes',
    ],
    ['AIR test_if_statement_considers_None_to_be_truthy', '#if($name.first)yes#end', 'yes'],
    ['AIR test_curly_else', '#if($f)a#{else}b#end', 'a'],
    ['AIR test_curly_else', "#if('')a#{else}b#end", 'a'],
    ['AIR test_curly_else', '#if(0)a#{else}b#end', 'a'],
    ['AIR test_curly_else', '#if([])a#{else}b#end', 'a'],
    ['AIR test_curly_else', "#if($input.path('$.off'))a#{else}b#end", 'b'],
    ['AIR test_logical_negation_operator', '#if(!$name)yes#{else}no#end', 'no'],
    ['AIR test_logical_negation_operator', "#if(!$input.path('$.off'))yes#end", 'yes'],
    [NULL_IS_EMPTY, "#if($input.path('$.none') == '')empty#end", 'empty'],
    [NULL_IS_EMPTY, "#if($input.path('$.none') == $null)empty#end", 'empty'],
    [NULL_IS_EMPTY, "#if($input.path('$.nil') == $other)empty#end", 'empty'],
    [
      'AIR test_put_null_in_map',
      "#set($m = {})$m.put('k', $null)#if($m.k == '')empty#end",
      'empty',
    ],
    ['AIR test_dict_assign_var_not_found', '#set($m = {})#set($m["$x"] = 1)$m', '{=1}'],
    ['section 4, guard for optional fields', '#if($x && $x != "")yes#{else}no#end', 'no'],
    ['section 4, guard for optional fields', '#if("$!x" != "")yes#{else}no#end', 'no'],
    ['section 4, guard for optional fields', '#if("$!on" != "")yes#{else}no#end', 'no'],
    ['LS test_input_body_formatting', '[$none.trim().length()]', '[]'],
    ['AIR test_dict_assign_var_not_found', '#set($t = "a${none}b")$t', 'ab'],
    ['AIR test_dollar_left_untouched', 'costs $5, or $ 5', 'costs $5, or $ 5'],
    ['rule of undefined references', '{"$ref": 1, "$schema": 2}', '{"": 1, "": 2}'],
    ['AIR operators', '#if(1 eq 1 and 2 ne 1 and 2 gt 1 and 1 lt 2)yes#end', 'yes'],
    ['AIR operators', '#if(2 ge 2 and 2 le 2 and not (1 == 2))yes#end', 'yes'],
    ['AIR operators', '#if(false or $input.path("$.off"))yes#{else}no#end', 'no'],
    ['AIR operators', '#set($t = true)#set($f = false)#set($n = null)$t$f($n)', 'truefalse()'],
    [
      DG_OVERRIDES,
      '#set($context.responseOverride.status = 201)$context.responseOverride.status',
      '201',
    ],
  ])('%s: %s', (_source, template, expected) => {
    expect(renderMapping(template, { body: '{"nil": null, "off": false}' })).toBe(expected);
  });

  test('AIR comment: a template that ends in a lone dollar sign is refused', () => {
    expect(() => renderMapping('costs $')).toThrow("a lone '$'");
  });
});
