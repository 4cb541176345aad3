package org.maslin.server.training;

import java.util.List;
import java.util.Map;
import org.maslin.core.Figure;

/**
 * A model that was trained and is on record.
 *
 * @param pairs how many pairs it was trained on
 * @param figures what was measured of it, by name
 * @param curve a number of its training at evenly spread steps
 */
public record TrainedModel(
        String modelId,
        long pairs,
        long steps,
        Map<String, Figure> figures,
        List<CurvePoint> curve) {

    /** One step's number. */
    public record CurvePoint(double step, double value) {}

    public TrainedModel {
        figures = Map.copyOf(figures);
        curve = List.copyOf(curve);
    }
}
