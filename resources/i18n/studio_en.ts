<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Conflicts</name>
    <message numerus="yes">
        <source>Other programs have changed %n file(s) that you changed, too.</source>
        <translation>
            <numerusform>Other programs have changed %n file that you changed, too.</numerusform>
            <numerusform>Other programs have changed %n files that you changed, too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CountsButton</name>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainStatusBar</name>
    <message numerus="yes">
        <source>%n unsaved file(s)</source>
        <translation>
            <numerusform>%n unsaved file</numerusform>
            <numerusform>%n unsaved files</numerusform>
        </translation>
    </message>
</context>
</TS>
