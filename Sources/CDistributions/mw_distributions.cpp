#include "mw_distributions.h"

#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

namespace {

// Out of range and overflow are answered with NaN or an infinity, never with an exception. Internal promotion to
// long double is what brings the error from 1e-13 down to 1e-16.
using policy = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::pole_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::underflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
    boost::math::policies::promote_double<true>>;

}  // namespace

extern "C" {

double mw_chi_square_survival(double x, double degrees) {
    if (std::isnan(x) || !(degrees > 0)) return std::numeric_limits<double>::quiet_NaN();
    if (x <= 0) return 1;
    if (std::isinf(x)) return 0;
    return boost::math::gamma_q(degrees / 2, x / 2, policy());
}

double mw_normal_survival(double z) {
    if (std::isnan(z)) return z;
    return boost::math::erfc(z / std::sqrt(2.0), policy()) / 2;
}
}
