package org.maslin.server.scale;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;

/**
 * What a task asks for, and the parameters without which it asks nothing. Alternatives are joined
 * by a bar: one of them must be there.
 */
enum TaskType {
    ANNOTATION("attachment", Needs.OBJECTS),
    CATEGORIZATION(Needs.ATTACHMENTS, "categories"),
    COMPARISON("attachments"),
    CUBOIDANNOTATION("attachment", Needs.OBJECTS),
    DATACOLLECTION("fields"),
    DOCUMENTMODEL(Needs.ATTACHMENTS),
    DOCUMENTTRANSCRIPTION(Needs.ATTACHMENTS, "features"),
    IMAGEANNOTATION("attachment", "geometries"),
    LANEANNOTATION(Needs.ATTACHMENTS),
    LIDARANNOTATION("attachments", "labels"),
    LIDARLINKING("attachments", "labels"),
    LIDARSEGMENTATION("attachments", "labels"),
    LIDARTOPDOWN("attachments", "labels"),
    LINEANNOTATION("attachment", Needs.OBJECTS),
    NAMEDENTITYRECOGNITION("text", "labels"),
    POINTANNOTATION("attachment", Needs.OBJECTS),
    POLYGONANNOTATION("attachment", Needs.OBJECTS),
    SEGMENTANNOTATION("attachment", "labels"),
    TRANSCRIPTION(Needs.ATTACHMENTS, "fields|repeatable_fields"),
    TEXTCOLLECTION("fields"),
    VIDEOANNOTATION(Needs.ATTACHMENTS, "geometries"),
    VIDEOBOXANNOTATION(Needs.ATTACHMENTS, Needs.OBJECTS),
    VIDEOPLAYBACKANNOTATION(Needs.ATTACHMENTS, "geometries|events_to_annotate"),
    VIDEOCUBOIDANNOTATION(Needs.ATTACHMENTS, Needs.OBJECTS),
    SENSORFUSION("attachment|attachments|scene_url"),
    CHAT,
    CHATEXPERIMENTAL,
    CHATLITE,
    MULTICHAT,
    MULTISTAGE,
    FEDERAL2DVIDEOANNOTATION(Needs.ATTACHMENTS);

    private static final class Needs {
        private static final String ATTACHMENTS = "attachment|attachments";
        private static final String OBJECTS = "objects_to_annotate|geometries|layers";
    }

    private final List<String> needed;

    TaskType(String... needed) {
        this.needed = List.of(needed);
    }

    /** What must be there: each entry is one name, or several of which one will do. */
    List<List<String>> needed() {
        return needed.stream().map(names -> List.of(names.split("\\|"))).toList();
    }

    boolean isChat() {
        return this == CHAT || this == CHATEXPERIMENTAL || this == CHATLITE || this == MULTICHAT;
    }

    /** Whether a project of this type has a task template. */
    boolean hasTemplate() {
        return isChat() || this == TEXTCOLLECTION;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TaskType named(String place, String word) {
        List<String> words = Arrays.stream(values()).map(TaskType::word).toList();
        if (!words.contains(word)) {
            throw new BadInputException(
                    place,
                    "\"" + word + "\"",
                    "one of " + String.join(", ", words),
                    Nearest.hint(word, words));
        }
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
