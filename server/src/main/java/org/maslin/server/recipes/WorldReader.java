package org.maslin.server.recipes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.maslin.server.recipes.TextRecipes.Sentences;
import org.maslin.synth.text.Draw;
import org.maslin.synth.text.Expression;
import org.maslin.synth.text.Quality;
import org.maslin.synth.text.Sampler;
import org.maslin.synth.text.Style;
import org.maslin.synth.text.Template;
import org.maslin.synth.text.TextValue;
import org.maslin.synth.text.Tone;
import org.maslin.synth.text.Topic;
import org.maslin.synth.text.World;

/** Reads the part of a text recipe that says what can be asked and answered. */
final class WorldReader {

    private static final String[] SAMPLERS = {
        "integer", "one-of", "some-of", "any-of", "shuffled", "value"
    };

    private WorldReader() {}

    static World read(RecipeNode root) {
        var lists = new LinkedHashMap<String, List<TextValue>>();
        if (root.has("lists")) {
            RecipeNode all = root.at("lists");
            all.keys().forEach(name -> lists.put(name, all.at(name).items(WorldReader::value)));
        }
        var rules = new LinkedHashMap<String, List<Template>>();
        if (root.has("rules")) {
            RecipeNode all = root.at("rules");
            all.keys()
                    .forEach(
                            name ->
                                    rules.put(
                                            name,
                                            TextRecipes.templates(all.at(name), Sentences.ANY)));
        }
        RecipeNode topics = root.at("topics");
        List<Topic> read =
                topics.keys().stream().map(name -> topic(name, topics.at(name))).toList();
        Style style = root.has("style") ? style(root.at("style")) : Style.NONE;
        if (!root.has("greetings")) {
            return root.here(() -> new World(lists, rules, List.of(), 0, read, style));
        }
        RecipeNode greetings = root.at("greetings").onlyKeys("share", "texts");
        List<Template> texts = TextRecipes.templates(greetings.at("texts"), Sentences.ANY);
        return greetings.here(
                () -> new World(lists, rules, texts, greetings.at("share").number(), read, style));
    }

    private static TextValue value(RecipeNode node) {
        if (!node.isObject()) {
            return node.isWhole()
                    ? new TextValue.Whole(node.whole())
                    : new TextValue.Word(node.text());
        }
        var fields = new LinkedHashMap<String, TextValue>();
        node.keys().forEach(key -> fields.put(key, value(node.at(key))));
        return new TextValue.Entry(fields);
    }

    private static Topic topic(String name, RecipeNode node) {
        node.onlyKeys("weight", "draw", "ask", "right", "partial", "wrong");
        var draws = new ArrayList<Draw>();
        if (node.has("draw")) {
            RecipeNode all = node.at("draw");
            all.keys().forEach(each -> draws.add(draw(each, all.at(each))));
        }
        var answers = new EnumMap<Quality, List<Template>>(Quality.class);
        for (Quality quality : Quality.values()) {
            answers.put(quality, TextRecipes.templates(node.at(quality.word()), Sentences.ONE));
        }
        List<Template> ask = TextRecipes.templates(node.at("ask"), Sentences.ANY);
        double weight = node.has("weight") ? node.at("weight").number() : 1;
        return node.here(() -> new Topic(name, weight, draws, ask, answers));
    }

    private static Draw draw(String name, RecipeNode node) {
        node.onlyKeys(
                "integer", "one-of", "some-of", "any-of", "shuffled", "value", "count", "where");
        Sampler sampler = node.here(() -> sampler(node));
        return new Draw(name, sampler, node.has("where") ? formula(node.at("where")) : null);
    }

    private static Sampler sampler(RecipeNode node) {
        for (String kind : SAMPLERS) {
            if (!node.has(kind)) {
                continue;
            }
            RecipeNode of = node.at(kind);
            return switch (kind) {
                case "integer" -> new Sampler.IntegerRange(low(of), high(of));
                case "one-of" -> new Sampler.OneOf(of.text());
                case "some-of" ->
                        new Sampler.SomeOf(
                                of.text(),
                                Math.toIntExact(low(node.at("count"))),
                                Math.toIntExact(high(node.at("count"))));
                case "any-of" -> new Sampler.AnyOf(of.items(WorldReader::formula));
                case "shuffled" -> new Sampler.Shuffled(formula(of));
                default -> new Sampler.Computed(formula(of));
            };
        }
        throw node.wrong(
                "one of " + String.join(", ", SAMPLERS), "Say where the value comes from.");
    }

    private static long low(RecipeNode range) {
        return range.isWhole() ? range.whole() : pair(range).getFirst();
    }

    private static long high(RecipeNode range) {
        return range.isWhole() ? range.whole() : pair(range).getLast();
    }

    private static List<Long> pair(RecipeNode range) {
        List<Long> ends = range.items(RecipeNode::whole);
        if (ends.size() != 2) {
            throw range.wrong("two whole numbers", "Write [lowest, highest].");
        }
        return ends;
    }

    private static Expression formula(RecipeNode node) {
        return node.here(() -> Expression.parse(node.text()));
    }

    private static Style style(RecipeNode node) {
        node.onlyKeys("polite", "neutral", "rude", "rambling");
        var openers = new EnumMap<Tone, List<Template>>(Tone.class);
        var closers = new EnumMap<Tone, List<Template>>(Tone.class);
        for (Tone tone : Tone.values()) {
            if (node.has(tone.word())) {
                RecipeNode manner = node.at(tone.word()).onlyKeys("openers", "closers");
                openers.put(tone, texts(manner, "openers"));
                closers.put(tone, texts(manner, "closers"));
            }
        }
        return new Style(openers, closers, texts(node, "rambling"));
    }

    private static List<Template> texts(RecipeNode node, String key) {
        return node.has(key) ? TextRecipes.templates(node.at(key), Sentences.ONE) : List.of();
    }
}
