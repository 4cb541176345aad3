"""Writes cases.json: snippets and what jinja2 makes of them, set up as transformers does.

    python cases.py > cases.json        needs jinja2 3.1
"""

import json

from jinja2 import TemplateError
from jinja2.ext import loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

SNIPPETS = r"""
{{ 1 + 2 * 3 - 4 // 3 % 2 }}|{{ 7 / 2 }}|{{ -7 // 2 }}|{{ -7 % 3 }}|{{ 2 ** 10 }}|{{ 1e3 }}|{{ 1.0 }}|{{ 1e16 }}|{{ 1.5e-7 }}
{{ [1, 2.5, 'a', none, true] }}|{{ {'a': 1, 'b': [1, (2,)]} }}|{{ (1, 2) }}|{{ "it's" }}|{{ ["it's", 'q"'] }}
{{ 'abc'[::-1] }}|{{ 'abcdef'[1:4] }}|{{ [1,2,3,4][-2:] }}|{{ 'naïve🙂'[-1] }}|{{ 'naïve🙂' | length }}
{% for x in [1,2,3] %}{{ loop.index }}{{ loop.first }}{{ loop.last }}{{ loop.revindex }}{{ loop.previtem }}{{ loop.nextitem }},{% endfor %}
{% for x in [1,2,3,4,5] if x % 2 %}{{ x }}{% if x == 3 %}{% break %}{% endif %}{% else %}none{% endfor %}
{% for x in [] %}a{% else %}empty{% endfor %}|{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}={{ v }};{% endfor %}
{% set ns = namespace(n=0) %}{% for x in [1,2,3] %}{% set ns.n = ns.n + x %}{% endfor %}{{ ns.n }}
{% set a %}  block {{ 1 + 1 }} {% endset %}[{{ a }}]{% set b | upper %}shout{% endset %}{{ b }}
{% macro f(a, b=2, c='x') %}{{ a }}-{{ b }}-{{ c }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ f(1) }}|{{ f(1, c='y') }}|{{ f(1, 2, 3, 4) }}|{{ f(1, z=9) }}
{% macro outer() %}<{{ caller('in') }}>{% endmacro %}{% call(x) outer() %}got {{ x }}{% endcall %}
{{ 'a,b,,c'.split(',') }}|{{ ' a  b c '.split() }}|{{ 'a b c'.split(' ', 1) }}|{{ 'a-b-c'.rsplit('-', 1) }}|{{ 'l1\nl2\n'.splitlines() }}
{{ 'xxabcxx'.strip('x') }}|{{ ' a '.lstrip() }}.|{{ ' a '.rstrip() }}.|{{ 'abc'.startswith('ab') }}|{{ 'abc'.endswith(('x', 'c')) }}
{{ 'hello world'.title() }}|{{ "they're bill's" | title }}|{{ 'HELLO'.capitalize() }}|{{ 'abc'.upper() }}|{{ 'a'.join(['1', '2']) }}|{{ 'abab'.count('ab') }}|{{ 'abc'.find('z') }}
{{ 'abc'.replace('b', 'XX') }}|{{ 'aaa'.replace('a', 'b', 2) }}|{{ '7'.zfill(3) }}|{{ 'a'.ljust(3) }}.|{{ 'a'.rjust(3) }}.|{{ 'ab'.center(5, '*') }}|{{ 'k=v=w'.partition('=') }}
{{ 'prefix-x'.removeprefix('prefix-') }}|{{ '12'.isdigit() }}|{{ 'a1'.isalnum() }}|{{ ''.isalpha() }}
{{ [3, 1, 2] | sort }}|{{ ['b', 'A', 'c'] | sort }}|{{ ['b', 'A'] | sort(case_sensitive=true) }}|{{ [3, 1, 2] | sort(reverse=true) | join('-') }}
{{ [{'n': 'b', 'v': 1}, {'n': 'a', 'v': 2}] | sort(attribute='n') | map(attribute='v') | list }}|{{ [1, 1, 2] | unique | list }}
{{ [1, 2, 3, 4] | select('even') | list }}|{{ [1, 2, 3] | reject('equalto', 2) | list }}|{{ [0, 1, '', 'a'] | select | list }}
{{ [{'a': 1}, {'a': none}] | selectattr('a') | list }}|{{ [{'r': 'u'}, {'r': 'a'}] | rejectattr('r', 'in', ['u']) | list }}
{{ ['a', 'b'] | map('upper') | join }}|{{ [1, 2, 3] | sum }}|{{ [1, 5, 3] | max }}|{{ ['b', 'A'] | min }}|{{ [[1, 2], [3, 4]] | map('first') | list }}
{{ {'b': 1, 'a': 2} | dictsort }}|{{ {'a': 1} | items | list }}|{{ 'abc' | reverse }}|{{ [1, 2] | reverse | list }}|{{ 'abc' | list }}
{{ {'a': [1, 'é', "q\"<>&'"], 'b': none, 'c': 1.0, 'd': true} | tojson }}|{{ [1, {'x': {}}] | tojson(indent=2) }}|{{ {'b': 1, 'a': 2} | tojson(sort_keys=true) }}|{{ [1, 2] | tojson(separators=(',', ':')) }}|{{ 'é' | tojson(ensure_ascii=true) }}
{{ x | default('d') }}|{{ none | default('d') }}|{{ none | default('d', true) }}|{{ '' | d('e', true) }}|{{ missing is defined }}|{{ missing is undefined }}|[{{ missing }}]
{{ '12' | int + 1 }}|{{ 'x' | int }}|{{ '3.7' | int }}|{{ '2.5' | float }}|{{ -3 | abs }}|{{ 2.567 | round(1) }}|{{ 2.5 | round }}|{{ 3.2 | round(method='ceil') }}|{{ 42 | string + '!' }}
{{ 'a\nb\n\nc' | indent }}|{{ 'a\nb' | indent(2, true) }}|{{ '<a href="x">&' | e }}|{{ '<b>x  y</b>' | striptags }}|{{ 'one two three' | wordcount }}|{{ 'foo bar baz qux' | truncate(9) }}|{{ 'foo bar baz qux' | truncate(9, true) }}
{{ 1 is number }}{{ 1 is integer }}{{ 1.0 is float }}{{ 'a' is string }}{{ [] is iterable }}{{ {} is mapping }}{{ [] is sequence }}{{ none is none }}{{ true is boolean }}{{ 3 is odd }}{{ 4 is divisibleby 2 }}{{ 1 is sameas 1 }}{{ true is true }}{{ 'a' is in ['a'] }}{{ 5 is not none }}
{{ 1 < 2 < 3 }}|{{ 1 < 3 < 2 }}|{{ 'a' in 'abc' }}|{{ 4 not in [1] }}|{{ not true }}|{{ 1 == 1.0 }}|{{ true == 1 }}|{{ 'a' ~ 1 ~ none }}|{{ 1 if false }}|{{ 'y' if 1 else 'n' }}
{{ "%s is %d and %.2f %5s|%-5s|" | format('x', 3, 2.5, 'r', 'l') }}|{{ '%05.1f%%' % 3.14159 }}|{{ '{} {name}'.format('a', name='b') }}
{% if x is defined and x %}a{% elif 1 > 2 %}b{% else %}c{% endif %}|{% if not missing %}d{% endif %}
{%- for i in range(3) %} {{ i }}{% endfor %}|{{ range(5, 0, -2) | list }}|{{ range(2, 4) | join(',') }}
{{ dict(a=1, b='x') }}|{% set d = {'x': {'y': [1, 2]}} %}{{ d.x.y[1] }}{{ d['x']['y'][0] }}{{ d.get('q', 'none') }}{{ d.keys() | list }}{{ d.q is defined }}
{% raw %}{{ not {% rendered %}{% endraw %}|{# comment #}x{#- trimmed -#}   y
{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}|{{ a is defined }}|{% filter upper %}low {{ 'er' }}{% endfilter %}
{{ loop is defined }}{% for x in [1, 2] %}{% for y in 'ab' %}{{ loop.index }}{{ y }}{% endfor %}{{ loop.index }}{% endfor %}|{% for x in [1, 2, 3] %}{{ loop.cycle('a', 'b') }}{{ loop.changed(x // 2) }}{% endfor %}
{% for item in [{'n': 1, 'c': [{'n': 2, 'c': []}]}] recursive %}{{ item.n }}{{ loop.depth }}{{ loop(item.c) }}{% endfor %}
{% set x, y = 1, 2 %}{{ x }}{{ y }}{% for (a, b) in [(1, 2), (3, 4)] %}{{ a * b }}{% endfor %}|{% set z = 1, %}{{ z }}
{{ [1, 2, 3] | batch(2) | list }}|{{ [1, 2, 3, 4, 5] | slice(2) | map('list') | list }}|{% for g in [{'k': 1, 'v': 'a'}, {'k': 2, 'v': 'b'}, {'k': 1, 'v': 'c'}] | groupby('k') %}{{ g.grouper }}{{ g.list | map(attribute='v') | join }};{% endfor %}
{{ 'a' 'b' }}|{{ "\u00e9\x41\t." }}|{{ 'x' * 3 }}|{{ [0] * 2 + [1] }}|{{ 1_000 }}|{{ 'a b' | urlencode }}|{{ [1,[2]] | string }}
{% set j = joiner('; ') %}{% for x in 'abc' %}{{ j() }}{{ x }}{% endfor %}|{{ '  x ' | trim }}|{{ 'xxyxx' | trim('x') }}|{{ ['a','b'] | last }}{{ 'abc' | first }}
""".strip("\n").split("\n")

BLOCKS = [
    "a\n{% if true %}\n  b\n{% endif %}\nc\n",
    "  {% if true %}x{% endif %}  \n   {{ 1 }}\n\n",
    "a  {%- if true -%}  \n b \n {%- endif -%}  c",
    "{% for x in [1,2] %}\n    {{ x }}\n    {% if x == 1 %}\n  y\n    {% endif %}\n{% endfor %}\nend",
    "  {%+ if true %}x{% endif +%}\n y",
    "x\n  {# note #}\n  y\n{#- n -#}\n z",
    "{{ 1 -}}   \n  {{- 2 }}\n\n{{ 3 }}",
    "{% set a = 1 -%}\n\n  b{% macro m() -%}\n  q\n{%- endmacro %}\n[{{ m() }}]",
    "line\r\n{% if 1 %}\r\n z\r\n{% endif %}\r\n",
    "{%- raw -%}  {{ x }}  {%- endraw -%}  y",
    "a{% if 1 %} {% endif %} b\n\t{% if 1 %}\n\tc\n\t{% endif %}\n",
]

BROKEN = [
    "{{ missing.x }}", "{{ 1 + 'a' }}", "{{ [].append(1) }}", "{% include 'x' %}",
    "{% for x in 5 %}{% endfor %}", "{{ 1 / 0 }}", "{{ x | nofilter }}", "{% if %}", "{% endfor %}", "{{ (1 }}",
    "{{ range(10000000) | list }}", "{{ 'a' < 1 }}", "{{ none.x.y }}",
    "{{ 5() }}", "{% set a.b = 1 %}", "{{ 1 is nosuch }}", "{{ {}.update({}) }}",
]


def rendered(source):
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols]
    )
    environment.filters["tojson"] = lambda x, ensure_ascii=False, indent=None, separators=None, sort_keys=False: json.dumps(
        x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys
    )
    try:
        return {"template": source, "text": environment.from_string(source).render()}
    except (TemplateError, TypeError, ZeroDivisionError, AttributeError, OverflowError, ValueError):
        return {"template": source, "fails": True}


print(json.dumps([rendered(s) for s in SNIPPETS + BLOCKS + BROKEN], ensure_ascii=False, indent=1))
