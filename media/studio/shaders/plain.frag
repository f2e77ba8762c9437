#version 330
#include "light.glsl"

void main() { show(matt(colour, normalize(v_normal), towards_eye())); }
