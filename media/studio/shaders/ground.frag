#version 330
#include "light.glsl"

void main() {
    float nl = dot(normalize(v_normal), key.xyz);
    vec3 c = colour * (v_sky + max(nl, 0.0) * mix(0.78, 1.0, key_seen()) * 0.48 * key_colour.rgb);
    float far = background.w * smoothstep(1.2, 3.2, length(v_world.xz));
    show(mix(c, background.rgb, far));
}
