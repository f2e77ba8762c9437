// What is the same for everything in a picture (renderer.scene_block).
layout(std140) uniform Scene {
    mat4 camera;
    mat4 key_camera;
    vec4 eye;         // metres
    vec4 key;         // towards the key light
    vec4 key_colour;  // times its gain
    vec4 sky_colour;  // times its gain
    vec4 background;  // w = 1: the floor melts into it
};
