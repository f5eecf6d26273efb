#ifndef CTHROW_H
#define CTHROW_H

#ifdef __cplusplus
extern "C" {
#endif

/// Throws what nobody catches, as a C++ library may.
void cthrow(void);

#ifdef __cplusplus
}
#endif

#endif
