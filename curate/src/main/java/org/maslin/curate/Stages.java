package org.maslin.curate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maslin.curate.dedup.ExactDedup;
import org.maslin.curate.dedup.MinhashDedup;
import org.maslin.curate.filter.C4Paragraph;
import org.maslin.curate.filter.C4Quality;
import org.maslin.curate.filter.FinewebQuality;
import org.maslin.curate.filter.GopherQuality;
import org.maslin.curate.filter.GopherRepetition;
import org.maslin.curate.pii.Redact;

/** The list of all stages with their default parameters. */
public final class Stages {

    private static final Map<String, Stage> BY_NAME = new LinkedHashMap<>();

    static {
        Stream.of(
                        GopherRepetition.DEFAULT,
                        GopherQuality.DEFAULT,
                        C4Quality.DEFAULT,
                        C4Paragraph.DEFAULT,
                        FinewebQuality.DEFAULT,
                        new ExactDedup(),
                        MinhashDedup.DEFAULT,
                        Redact.DEFAULT)
                .forEach(stage -> BY_NAME.put(stage.name(), stage));
    }

    private Stages() {}

    public static Collection<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** The stage of this name with default parameters, if there is one. */
    public static @Nullable Stage named(String name) {
        return BY_NAME.get(name);
    }
}
