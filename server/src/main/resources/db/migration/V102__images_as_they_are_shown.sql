-- The size of an image that its Exif turns by a quarter is that of the upright image, in whose pixels regions are.
update sample_files set width = height, height = width where orientation >= 5;

create function pg_temp.upright(image jsonb) returns jsonb language sql immutable as $$
    select case when (image ->> 'orientation')::int >= 5
        then image || jsonb_build_object('width', image -> 'height', 'height', image -> 'width')
        else image end
$$;

update samples set content = jsonb_set(content, '{image}', pg_temp.upright(content -> 'image'))
where (content -> 'image' ->> 'orientation')::int >= 5;

update samples set content = jsonb_set(content, '{messages}', (
    select jsonb_agg(case when jsonb_typeof(message -> 'images') = 'array'
        then jsonb_set(message, '{images}', coalesce((
            select jsonb_agg(pg_temp.upright(image) order by place)
            from jsonb_array_elements(message -> 'images') with ordinality as of (image, place)), '[]'))
        else message end order by turn)
    from jsonb_array_elements(content -> 'messages') with ordinality as said (message, turn)))
where jsonb_path_exists(content, '$.messages[*].images[*].orientation ? (@ >= 5)');
