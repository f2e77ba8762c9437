#version 330
#include "light.glsl"
uniform sampler2D skin;

void main() {
    vec3 base = pow(texture(skin, v_uv).rgb, vec3(2.2));
    vec3 n = normalize(v_normal), v = towards_eye();
    float nl = dot(n, key.xyz), seen = key_seen();
    vec3 soft = vec3(0.35, 0.18, 0.12);  // light wanders in the skin, red the farthest
    vec3 wrap = clamp((vec3(nl) + soft) / (1.0 + soft), 0.0, 1.0);
    vec3 shade = mix(vec3(0.12, 0.03, 0.02), vec3(1.0), seen);
    vec3 c = base * (v_sky * vec3(1.04, 1.0, 0.98) + wrap * shade * 1.05 * key_colour.rgb);
    c += seen * max(nl, 0.0) * highlight(n, v, 22.0) * 0.07 * key_colour.rgb;
    show(c + base * pow(1.0 - max(dot(n, v), 0.0), 3.0) * 0.16 * v_sky);
}
