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

/// P(|T| > |t|) of Student's t distribution with `degrees` degrees of freedom, which need not be whole.
double mw_student_two_sided(double t, double degrees);

/// The modified Bessel function of the second kind of order 1/4, for q > 0.
double mw_bessel_k_quarter(double q);

#ifdef __cplusplus
}
#endif
