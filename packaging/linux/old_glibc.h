/* Bind the five functions of libm that got a newer version in glibc 2.29 to their older one, so
 * that what is compiled in the build root also runs where glibc is 2.28 (统信 V20). The older one
 * differs only in also setting errno by the SVID rules, which Python does not rely on. */
__asm__(".symver exp,exp@GLIBC_2.2.5");
__asm__(".symver exp2,exp2@GLIBC_2.2.5");
__asm__(".symver log,log@GLIBC_2.2.5");
__asm__(".symver log2,log2@GLIBC_2.2.5");
__asm__(".symver pow,pow@GLIBC_2.2.5");
