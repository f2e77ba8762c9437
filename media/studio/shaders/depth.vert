#version 330
// Depth only: for the shadow of the key light and of each patch of sky.
in vec3 position;
uniform mat4 model;
uniform mat4 camera;
void main() { gl_Position = camera * (model * vec4(position, 1.0)); }
