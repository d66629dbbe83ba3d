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
    <name>ForesightPanel</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out by .dockerignore</source>
        <translation>
            <numerusform>%n left out by .dockerignore</numerusform>
            <numerusform>%n left out by .dockerignore</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageSection</name>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageTarPage</name>
    <message numerus="yes">
        <source>and %n more image(s)</source>
        <translation>
            <numerusform>and %n more image</numerusform>
            <numerusform>and %n more images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImagesPage</name>
    <message numerus="yes">
        <source>%n in this package</source>
        <translation>
            <numerusform>%n in this package</numerusform>
            <numerusform>%n in this package</numerusform>
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
<context>
    <name>PackageImages</name>
    <message numerus="yes">
        <source>%n image(s) did not come.</source>
        <translation>
            <numerusform>%n image did not come.</numerusform>
            <numerusform>%n images did not come.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) still say another tag.</source>
        <translation>
            <numerusform>%n field still says another tag.</numerusform>
            <numerusform>%n fields still say another tag.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PicturePanel</name>
    <message numerus="yes">
        <source>moves; the first of %n picture(s) is shown</source>
        <translation>
            <numerusform>moves; the first of %n picture is shown</numerusform>
            <numerusform>moves; the first of %n pictures is shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message numerus="yes">
        <source>Restore %n file(s)</source>
        <translation>
            <numerusform>Restore %n file</numerusform>
            <numerusform>Restore %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message numerus="yes">
        <source>%n image(s) chosen</source>
        <translation>
            <numerusform>%n image chosen</numerusform>
            <numerusform>%n images chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>YamlSection</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
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
</TS>
