package org.maslin.server.consensus;

import java.util.List;
import org.maslin.server.annotations.Annotation;
import org.maslin.server.samples.Sample;

/** All there is to know of a task. */
public record TaskDetail(JudgedTask task, Sample sample, List<Annotation> annotations) {
    public TaskDetail {
        annotations = List.copyOf(annotations);
    }
}
