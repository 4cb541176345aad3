package org.maslin.server.scale;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.projects.Question;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a task is asked natively: the questions, and their answers there and back. */
interface NativeForm {

    List<Question> questions();

    /** Whether people draw on the image of the task's attachment. */
    default boolean isDrawn() {
        return false;
    }

    /** The response that native answers, by question name, make. */
    ObjectNode response(JsonNode answers);

    /** The native answers that make a response; null if none make it. */
    @Nullable ObjectNode answers(JsonNode response);

    /**
     * The form of a task; one whose answer is the very JSON that becomes the response if its type
     * has no editor, or if it asks for something that none of them can say.
     */
    static NativeForm of(ScaleTask task) {
        NativeForm own;
        try {
            own =
                    switch (task.type()) {
                        case CATEGORIZATION -> ClassForm.ofCategories(task);
                        case COMPARISON -> ClassForm.ofChoices(task);
                        case IMAGEANNOTATION,
                                ANNOTATION,
                                POLYGONANNOTATION,
                                LINEANNOTATION,
                                POINTANNOTATION ->
                                RegionsForm.of(task);
                        case SEGMENTANNOTATION -> MasksForm.of(task);
                        case NAMEDENTITYRECOGNITION -> EntitiesForm.of(task);
                        case TEXTCOLLECTION, TRANSCRIPTION, DATACOLLECTION -> FieldsForm.of(task);
                        case CUBOIDANNOTATION,
                                DOCUMENTMODEL,
                                DOCUMENTTRANSCRIPTION,
                                LANEANNOTATION,
                                LIDARANNOTATION,
                                LIDARLINKING,
                                LIDARSEGMENTATION,
                                LIDARTOPDOWN,
                                VIDEOANNOTATION,
                                VIDEOBOXANNOTATION,
                                VIDEOPLAYBACKANNOTATION,
                                VIDEOCUBOIDANNOTATION,
                                SENSORFUSION,
                                CHAT,
                                CHATEXPERIMENTAL,
                                CHATLITE,
                                MULTICHAT,
                                MULTISTAGE,
                                FEDERAL2DVIDEOANNOTATION ->
                                null;
                    };
        } catch (BadInputException noQuestionOfOurs) {
            own = null;
        }
        return own == null ? new DataForm(task.type()) : own;
    }

    /** The form in which a task was answered. */
    static NativeForm answered(ScaleTask task, JsonNode answers) {
        return DataForm.made(answers) ? new DataForm(task.type()) : of(task);
    }
}
