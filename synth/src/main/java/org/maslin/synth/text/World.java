package org.maslin.synth.text;

import java.util.List;
import java.util.Map;

/**
 * Everything that can be asked and said.
 *
 * @param lists values that samplers choose from
 * @param rules phrases of the grammar; a rule may name others, but not itself
 * @param greetings what may stand before a question
 * @param greetingShare share of questions with a greeting
 */
public record World(
        Map<String, List<TextValue>> lists,
        Map<String, List<Template>> rules,
        List<Template> greetings,
        double greetingShare,
        List<Topic> topics,
        Style style) {

    public World {
        lists = Map.copyOf(lists);
        rules = Map.copyOf(rules);
        greetings = List.copyOf(greetings);
        topics = List.copyOf(topics);
        if (topics.isEmpty()) {
            throw new IllegalArgumentException("The recipe has no topic. Give it at least one.");
        }
        if (!(greetingShare >= 0 && greetingShare <= 1)) {
            throw new IllegalArgumentException(
                    "The share of greetings (%s) must lie between 0 and 1."
                            .formatted(greetingShare));
        }
    }

    List<TextValue> list(String name) {
        List<TextValue> list = lists.get(name);
        if (list == null || list.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no list (%s) with members. Lists are %s."
                            .formatted(name, lists.keySet().stream().sorted().toList()));
        }
        return list;
    }

    List<Template> rule(String name) {
        List<Template> rule = rules.get(name);
        if (rule == null || rule.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no rule (%s) with texts. Rules are %s."
                            .formatted(name, rules.keySet().stream().sorted().toList()));
        }
        return rule;
    }
}
