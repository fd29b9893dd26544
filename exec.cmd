@rem Gives Windows the word that `npm start` begins with. See scripts/run.mjs.
@rem Batch processing ends before the program begins: Ctrl-C then asks no "Terminate batch job?".
@goto #_undefined_# 2>NUL || title %COMSPEC% & %*
