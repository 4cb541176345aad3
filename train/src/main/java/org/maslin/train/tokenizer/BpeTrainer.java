package org.maslin.train.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Trains byte-level byte-pair encoding (Sennrich et al., 2016; bytes as in GPT-2). Text is cut into
 * single digits and words, a word with the space before it; then the most frequent pair of
 * neighbouring tokens becomes a token, again and again, until the vocabulary is full or no pair
 * occurs twice. Ties go to the pair with the lower ids, so the same texts, in any order, give the
 * same vocabulary.
 */
public final class BpeTrainer {

    private static final Pattern WORDS =
            Pattern.compile(
                    "'s|'t|'re|'ve|'m|'ll|'d"
                            + "| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                    Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern DIGIT = Pattern.compile("\\p{N}");
    private static final int BYTES = 256;
    private static final int MIN_COUNT = 2;

    private record Word(int[] tokens, long count) {}

    private record Pair(int left, int right) {}

    private final List<String> specials;
    private final int vocabularySize;
    private final Map<String, Long> counts = new TreeMap<>();

    /**
     * @param specials tokens that get the first ids and never arise from text
     * @param vocabularySize the most tokens there may be, specials and bytes included
     */
    public BpeTrainer(List<String> specials, int vocabularySize) {
        if (vocabularySize < specials.size() + BYTES) {
            throw new IllegalArgumentException(
                    "The vocabulary size (%d) must be at least %d: every byte needs a token."
                            .formatted(vocabularySize, specials.size() + BYTES));
        }
        this.specials = List.copyOf(specials);
        this.vocabularySize = vocabularySize;
    }

    /** Counts the words of a text. */
    public void add(String text) {
        Matcher digits = DIGIT.matcher(text);
        int start = 0;
        while (digits.find()) {
            addWords(text.substring(start, digits.start()));
            addWords(digits.group());
            start = digits.end();
        }
        addWords(text.substring(start));
    }

    private void addWords(String piece) {
        Matcher words = WORDS.matcher(piece);
        while (words.find()) {
            counts.merge(ByteAlphabet.spell(words.group()), 1L, Long::sum);
        }
    }

    /** The vocabulary and merges learned from all texts added so far. */
    public BpeModel train() {
        SequencedMap<String, Integer> vocabulary = alphabet();
        List<String> tokens = new ArrayList<>(vocabulary.sequencedKeySet());
        List<Word> words = words(vocabulary);
        Map<Pair, Long> pairs = new HashMap<>();
        words.forEach(word -> count(word, pairs, 1));
        List<BpeModel.Merge> merges = new ArrayList<>();
        while (vocabulary.size() < vocabularySize) {
            @Nullable Pair best = mostFrequent(pairs);
            if (best == null) {
                break;
            }
            String left = tokens.get(best.left);
            String right = tokens.get(best.right);
            int merged = tokens.size();
            // Two ways to the same spelling share a token, as the field's readers expect.
            @Nullable Integer known = vocabulary.putIfAbsent(left + right, merged);
            if (known == null) {
                tokens.add(left + right);
            }
            merges.add(new BpeModel.Merge(left, right));
            apply(words, pairs, best, known == null ? merged : known);
        }
        return new BpeModel(specials, vocabulary, merges);
    }

    private SequencedMap<String, Integer> alphabet() {
        SequencedMap<String, Integer> vocabulary = new LinkedHashMap<>();
        for (String special : specials) {
            vocabulary.put(special, vocabulary.size());
        }
        var characters = new char[BYTES];
        for (int b = 0; b < BYTES; b++) {
            characters[b] = ByteAlphabet.of(b);
        }
        Arrays.sort(characters);
        for (char character : characters) {
            vocabulary.put(String.valueOf(character), vocabulary.size());
        }
        return vocabulary;
    }

    private List<Word> words(Map<String, Integer> vocabulary) {
        List<Word> words = new ArrayList<>();
        counts.forEach(
                (text, count) -> {
                    var tokens = new int[text.length()];
                    for (int i = 0; i < tokens.length; i++) {
                        tokens[i] = id(vocabulary, text.substring(i, i + 1));
                    }
                    words.add(new Word(tokens, count));
                });
        return words;
    }

    private static int id(Map<String, Integer> vocabulary, String token) {
        @Nullable Integer id = vocabulary.get(token);
        if (id == null) {
            throw new IllegalStateException("The alphabet lacks " + token);
        }
        return id;
    }

    private static void count(Word word, Map<Pair, Long> pairs, int sign) {
        for (int i = 0; i + 1 < word.tokens.length; i++) {
            pairs.merge(new Pair(word.tokens[i], word.tokens[i + 1]), sign * word.count, Long::sum);
        }
    }

    private static @Nullable Pair mostFrequent(Map<Pair, Long> pairs) {
        @Nullable Pair best = null;
        long bestCount = MIN_COUNT - 1;
        for (var entry : pairs.entrySet()) {
            Pair pair = entry.getKey();
            long count = entry.getValue();
            if (count > bestCount || (count == bestCount && best != null && before(pair, best))) {
                best = pair;
                bestCount = count;
            }
        }
        return best;
    }

    private static boolean before(Pair one, Pair other) {
        return one.left != other.left ? one.left < other.left : one.right < other.right;
    }

    private static void apply(List<Word> words, Map<Pair, Long> pairs, Pair pair, int merged) {
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            int[] tokens = merge(word.tokens, pair, merged);
            if (tokens.length < word.tokens.length) {
                count(word, pairs, -1);
                var shorter = new Word(tokens, word.count);
                count(shorter, pairs, 1);
                words.set(i, shorter);
            }
        }
    }

    private static int[] merge(int[] tokens, Pair pair, int merged) {
        var result = new int[tokens.length];
        int length = 0;
        for (int i = 0; i < tokens.length; i++) {
            boolean found =
                    i + 1 < tokens.length && tokens[i] == pair.left && tokens[i + 1] == pair.right;
            result[length++] = found ? merged : tokens[i];
            i += found ? 1 : 0;
        }
        return Arrays.copyOf(result, length);
    }
}
