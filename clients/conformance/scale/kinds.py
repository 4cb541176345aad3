"""For each type of task: parameters that will do, those it cannot be without, and a native answer."""

from scaleapi.tasks import TaskType as T

IMAGE = "https://example.org/loaf.png"
OBJECTS = {"attachment": IMAGE, "objects_to_annotate": ["loaf", "bun"]}
LABELS = ["loaf", {"choice": "rolls", "subchoices": ["bun", "bap"]}]
FRAMES = ["https://example.org/1.json", "https://example.org/2.json"]
LIDAR = {"attachments": FRAMES, "labels": LABELS, "max_distance_meters": 30}
BOX = {"box": {"objects_to_annotate": LABELS, "min_height": 10, "min_width": 10}}
VIDEO = {"attachments": FRAMES, "frame_rate": 2, "geometries": BOX}
FIELDS = [
    {"field_id": "title", "type": "text", "title": "Title"},
    {"field_id": "loaves", "type": "number", "title": "How many?"},
    {"field_id": "kind", "type": "category", "title": "Which?", "choices": [{"label": "Rye", "value": "rye"}]},
]
CHAT = {"template_variables": {"topic": "sourdough"}}

PARAMETERS = {
    T.Annotation: OBJECTS | {"with_labels": True, "min_width": "30"},
    T.Categorization: {"attachment_type": "text", "attachment": "A dark loaf.", "categories": ["rye", "bun"]},
    T.Comparison: {"attachment_type": "image", "attachments": [IMAGE, IMAGE], "choices": ["left", "right"]},
    T.CuboidAnnotation: OBJECTS,
    T.DataCollection: {"attachment_type": "website", "attachment": "https://example.org", "fields": {"page": "Page"}},
    T.DocumentModel: {"attachments": ["https://example.org/receipt.pdf"]},
    T.DocumentTranscription: {"attachment": IMAGE, "features": [{"type": "block", "label": "total"}]},
    T.ImageAnnotation: {"attachment_type": "image", "attachment": IMAGE, "geometries": BOX},
    T.LaneAnnotation: OBJECTS,
    T.LidarAnnotation: LIDAR,
    T.LidarLinking: LIDAR,
    T.LidarSegmentation: LIDAR,
    T.LidarTopdown: LIDAR,
    T.LineAnnotation: OBJECTS,
    T.NamedEntityRecognition: {"text": "Rye of Kraków", "labels": [{"name": "Place", "description": "a place"}]},
    T.PointAnnotation: OBJECTS,
    T.PolygonAnnotation: OBJECTS,
    T.SegmentAnnotation: {"attachment": IMAGE, "labels": LABELS, "allow_unlabeled": True},
    T.Transcription: {
        "attachment": IMAGE,
        "attachment_type": "website",
        "fields": {"title": "Title"},
        "repeatable_fields": {"row": "Row"},
    },
    T.TextCollection: {"attachments": [{"type": "text", "content": "A dark loaf."}], "fields": FIELDS},
    T.VideoAnnotation: VIDEO,
    T.VideoBoxAnnotation: {"attachments": FRAMES, "objects_to_annotate": ["loaf"]},
    T.VideoPlaybackAnnotation: {"attachment": "https://example.org/oven.mp4", "frame_rate": 5, "geometries": BOX},
    T.VideoCuboidAnnotation: {"attachments": FRAMES, "objects_to_annotate": ["loaf"]},
    T.SensorFusion: {"attachment": FRAMES[0], "scene_format": "sensor_fusion", "annotation_definition": []},
    T.Chat: CHAT,
    T.ChatExperimental: CHAT,
    T.ChatLite: CHAT,
    T.MultiChat: CHAT,
    T.MultiStage: {"stages": [{"name": "one"}]},
    T.Federal2dVideoAnnotation: VIDEO,
}

# Left out one at a time, each is missed by name.
NEEDED = {
    T.Annotation: ["attachment", "objects_to_annotate"],
    T.Categorization: ["attachment", "categories"],
    T.Comparison: ["attachments"],
    T.CuboidAnnotation: ["attachment", "objects_to_annotate"],
    T.DataCollection: ["fields"],
    T.DocumentModel: ["attachments"],
    T.DocumentTranscription: ["attachment", "features"],
    T.ImageAnnotation: ["attachment", "geometries"],
    T.LaneAnnotation: ["attachment"],
    T.LidarAnnotation: ["attachments", "labels"],
    T.LidarLinking: ["attachments", "labels"],
    T.LidarSegmentation: ["attachments", "labels"],
    T.LidarTopdown: ["attachments", "labels"],
    T.LineAnnotation: ["attachment", "objects_to_annotate"],
    T.NamedEntityRecognition: ["text", "labels"],
    T.PointAnnotation: ["attachment", "objects_to_annotate"],
    T.PolygonAnnotation: ["attachment", "objects_to_annotate"],
    T.SegmentAnnotation: ["attachment", "labels"],
    T.Transcription: ["attachment"],
    T.TextCollection: ["fields"],
    T.VideoAnnotation: ["attachments", "geometries"],
    T.VideoBoxAnnotation: ["attachments", "objects_to_annotate"],
    T.VideoPlaybackAnnotation: ["attachment", "geometries"],
    T.VideoCuboidAnnotation: ["attachments", "objects_to_annotate"],
    T.SensorFusion: ["attachment"],
    T.Federal2dVideoAnnotation: ["attachments"],
}

ANNOTATIONS = {"annotations": [{"label": "loaf", "uuid": "1"}], "n": 1.5, "none": None, "ü": "ß/%"}


NATIVE = {
    T.Categorization: ({"category": "rye"}, {"category": "rye"}),
    T.Comparison: ({"choice": "left"}, {"choice": "left"}),
    T.NamedEntityRecognition: (
        {"entities": {"regions": [{"id": "a", "label": "Place", "span": {"start": 7, "end": 13}}]}},
        {"annotations": [{"id": "a", "label": "Place", "text": "Kraków", "start": 7, "end": 13}], "relationships": []},
    ),
    T.TextCollection: (
        {"title": "Rye", "loaves": 3, "kind": ["rye"]},
        {
            "annotations": {
                "title": {"type": "text", "field_id": "title", "response": [["Rye"]]},
                "loaves": {"type": "number", "field_id": "loaves", "response": [[3]]},
                "kind": {"type": "category", "field_id": "kind", "response": [["rye"]]},
            }
        },
    ),
    T.DataCollection: ({"page": "A bakery."}, {"fields": {"page": "A bakery."}}),
}


def response(kind):
    """
    What one of our people answers natively, and the response that it becomes. The images of these tasks cannot be fetched,
    so nobody can draw on them: a program answers.
    """
    return NATIVE.get(kind, ({"response": ANNOTATIONS}, ANNOTATIONS))
