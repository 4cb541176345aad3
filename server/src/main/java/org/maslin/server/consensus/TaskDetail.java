package org.maslin.server.consensus;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maslin.server.annotations.Annotation;
import org.maslin.server.samples.Sample;

/**
 * All there is to know of a task.
 *
 * @param consensus by question, of every question whose answers have one label each
 */
public record TaskDetail(
        JudgedTask task,
        Map<String, TaskConsensus> consensus,
        Sample sample,
        List<Annotation> annotations) {
    public TaskDetail {
        consensus = new TreeMap<>(consensus);
        annotations = List.copyOf(annotations);
    }
}
