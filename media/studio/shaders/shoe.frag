#version 330
#include "light.glsl"
uniform vec3 origin;  // x: the middle of the foot; y: the top of the sole; rest pose

vec3 leather() {
    float z = v_rest.z;
    float across = abs(abs(v_rest.x) - origin.x);
    vec3 upper = colour * (0.85 + 0.15 * noise(v_rest * 220.0));
    float tongue = step(across, 0.019) * step(0.05, z) * step(z, 0.125);
    float lace = tongue * step(0.5, fract(z * 72.0));
    vec3 c = mix(upper, colour * 0.55, tongue);
    c = mix(c, vec3(0.75), lace);
    return mix(vec3(0.72, 0.72, 0.70), c, smoothstep(origin.y - 0.001, origin.y + 0.001, v_rest.y));
}

void main() {
    if (v_cover < 0.0) discard;
    vec3 v = towards_eye(), n = normalize(v_normal);
    if (dot(n, v) < 0.0 && !gl_FrontFacing) n = -n;
    show(matt(leather(), n, v) * (gl_FrontFacing ? 1.0 : 0.5));
}
