package org.maslin.server.scale;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names that clients chose, each with the name of a native question that stands for it. */
final class NativeNames {

    private static final int LONGEST = 56;

    private final Map<String, String> natives = new LinkedHashMap<>();
    private final Map<String, String> theirs = new LinkedHashMap<>();

    /**
     * @param taken names that questions of ours have already
     */
    NativeNames(Iterable<String> names, Set<String> taken) {
        for (String name : names) {
            String plain = plain(name);
            String free = plain;
            for (int n = 2; taken.contains(free) || theirs.containsKey(free); n++) {
                free = plain + "-" + n;
            }
            natives.put(name, free);
            theirs.put(free, name);
        }
    }

    private static String plain(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String begun = letters.matches("[a-z].*") ? letters : "f" + letters;
        String cut = begun.substring(0, Math.min(LONGEST, begun.length()));
        return cut.replaceAll("-+$", "");
    }

    /** The native name of one that was given. */
    String of(String name) {
        return Objects.requireNonNull(natives.get(name));
    }

    boolean knows(String name) {
        return natives.containsKey(name);
    }

    @Nullable String theirs(String nativeName) {
        return theirs.get(nativeName);
    }
}
