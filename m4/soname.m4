# CMH_SONAME(MACRO, LIBRARY, LIBS, FUNCTION)
# Defines MACRO to the name under which dlopen(3) finds LIBRARY, such as "libedit.so.2": what a program is linked with that
# calls FUNCTION.
AC_DEFUN([CMH_SONAME], [
  AC_REQUIRE([AC_PROG_CC])
  AC_CHECK_TOOL([READELF], [readelf], [readelf])
  AC_CACHE_CHECK([for the name of $2], [AS_TR_SH([cmh_cv_soname_$2])], [
    cmh_save_LIBS=$LIBS
    LIBS="$3 $LIBS"
    AC_LINK_IFELSE([AC_LANG_CALL([], [$4])],
      [AS_TR_SH([cmh_cv_soname_$2])=`$READELF -d conftest$ac_exeext | sed -n 's/.*NEEDED.*\@<:@\($2.so@<:@0-9.@:>@*\)\@:>@.*/\1/p'`])
    LIBS=$cmh_save_LIBS
  ])
  AS_IF([test -z "$AS_TR_SH([cmh_cv_soname_$2])"], [AC_MSG_ERROR([a shared $2 is needed])])
  AC_DEFINE_UNQUOTED([$1], ["$AS_TR_SH([cmh_cv_soname_$2])"], [the name of $2 for dlopen])
])
