// Survival functions of the standard distributions, by Boost.Math.
//
// Arguments outside a function's domain give NaN; nothing throws.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// P(X > x) of the chi-square distribution with `degrees` degrees of freedom.
double mw_chi_square_survival(double x, double degrees);

/// P(Z > z) of the standard normal distribution.
double mw_normal_survival(double z);

#ifdef __cplusplus
}
#endif
