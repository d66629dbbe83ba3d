<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BlobPage</name>
    <message>
        <source>not a picture that can be shown</source>
        <translation>无法显示的图片</translation>
    </message>
    <message>
        <source>not a text</source>
        <translation>不是文本</translation>
    </message>
</context>
<context>
    <name>BudgetBar</name>
    <message>
        <source>{size} of {limit}</source>
        <translation>{size} / {limit}</translation>
    </message>
    <message>
        <source>{size} of {limit}, unpacked {unpacked}</source>
        <translation>{size} / {limit}，解压后 {unpacked}</translation>
    </message>
    <message>
        <source>Deploy package</source>
        <translation>部署包</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>No provider named</source>
        <translation>未填写服务提供者</translation>
    </message>
    <message>
        <source>No brief description yet</source>
        <translation>暂无简要描述</translation>
    </message>
    <message>
        <source>Subscribe</source>
        <translation>订阅</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>Checklist</source>
        <translation>检查清单</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 个错误</translation>
    </message>
    <message>
        <source>{n} errors</source>
        <translation>{n} 个错误</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 个警告</translation>
    </message>
    <message>
        <source>{n} warnings</source>
        <translation>{n} 个警告</translation>
    </message>
</context>
<context>
    <name>Conflicts</name>
    <message>
        <source>Another program has changed {path}, and so have you.</source>
        <translation>其他程序更改了 {path}，而您也有修改。</translation>
    </message>
    <message numerus="yes">
        <source>Other programs have changed %n file(s) that you changed, too.</source>
        <translation>
            <numerusform>其他程序更改了您修改过的 %n 个文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的修改</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>采用外部更改</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>On disk (red) and in the studio (green)</source>
        <translation>磁盘上（红）与工作室中（绿）</translation>
    </message>
</context>
<context>
    <name>CountsButton</name>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n 个错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 个警告</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <source>{path}  (new)</source>
        <translation>{path}（新建）</translation>
    </message>
    <message>
        <source>{path}  (deleted)</source>
        <translation>{path}（已删除）</translation>
    </message>
    <message>
        <source>{path}  (not text)</source>
        <translation>{path}（非文本）</translation>
    </message>
</context>
<context>
    <name>EditCommands</name>
    <message>
        <source>Undone: {step}</source>
        <translation>已撤销：{step}</translation>
    </message>
    <message>
        <source>Done again: {step}</source>
        <translation>已重做：{step}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Fix all of {rule}</source>
        <translation>修复全部 {rule} 问题</translation>
    </message>
    <message>
        <source>Nothing to fix here</source>
        <translation>此处没有可修复的问题</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>{verb} “{step}”</source>
        <translation>{verb}：{step}</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>The export was cancelled. Nothing was written.</source>
        <translation>已取消导出，未写入任何内容。</translation>
    </message>
    <message>
        <source>Export {name}</source>
        <translation>导出 {name}</translation>
    </message>
    <message>
        <source>Delivers the service package as OSC wants it, and checks it once more after writing.</source>
        <translation>按 OSC 的要求生成服务包，写出后再验证一遍。</translation>
    </message>
    <message>
        <source>Export although 1 error remains (the report will say so)</source>
        <translation>忽略 1 个错误并导出（会记入报告）</translation>
    </message>
    <message>
        <source>Export although {n} errors remain (the report will say so)</source>
        <translation>忽略 {n} 个错误并导出（会记入报告）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>{total} found</source>
        <translation>找到 {total} 处</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>{number} / {total}</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>全字匹配</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Previous find</source>
        <translation>上一个匹配项</translation>
    </message>
    <message>
        <source>Next find</source>
        <translation>下一个匹配项</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
</context>
<context>
    <name>GoCommands</name>
    <message>
        <source>Nothing is referred to here</source>
        <translation>此处没有引用</translation>
    </message>
</context>
<context>
    <name>HitDelegate</name>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
</context>
<context>
    <name>Locator</name>
    <message>
        <source>Go to line {line}</source>
        <translation>转到第 {line} 行</translation>
    </message>
    <message>
        <source>File name — or @ key, : line, # problem, &gt; command</source>
        <translation>文件名，或 @ 键、: 行号、# 问题、&gt; 命令</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>没有匹配项。</translation>
    </message>
</context>
<context>
    <name>MainStatusBar</name>
    <message>
        <source>Ln {line}, Col {column}</source>
        <translation>行 {line}，列 {column}</translation>
    </message>
    <message>
        <source>No package open</source>
        <translation>未打开软件包</translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved file(s)</source>
        <translation>
            <numerusform>%n 个文件未保存</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>OSC package</source>
        <translation>OSC 包</translation>
    </message>
    <message>
        <source>Helm chart</source>
        <translation>Helm Chart</translation>
    </message>
    <message>
        <source>Operator package</source>
        <translation>Operator 包</translation>
    </message>
</context>
<context>
    <name>MainToolBar</name>
    <message>
        <source>EN</source>
        <comment>the language spoken now</comment>
        <translation>中文</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Package</source>
        <translation>软件包</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>OSC Package Studio</source>
        <translation>OSC 服务包工作室</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>In the catalogue</source>
        <translation>目录卡片</translation>
    </message>
    <message>
        <source>What the export contains</source>
        <translation>导出内容</translation>
    </message>
    <message>
        <source>In this package</source>
        <translation>软件包统计</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Edit the brief description</source>
        <translation>编辑简要描述</translation>
    </message>
</context>
<context>
    <name>PackageCommands</name>
    <message>
        <source>Open a package folder</source>
        <translation>打开软件包文件夹</translation>
    </message>
    <message>
        <source>Open a packed package</source>
        <translation>打开软件包压缩文件</translation>
    </message>
    <message>
        <source>Packages (*.zip *.tgz *.tar.gz)</source>
        <translation>软件包 (*.zip *.tgz *.tar.gz)</translation>
    </message>
    <message>
        <source>Folder of the new package</source>
        <translation>新软件包所在的文件夹</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的修改</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Cannot open {name}</source>
        <translation>无法打开 {name}</translation>
    </message>
</context>
<context>
    <name>ProblemCommands</name>
    <message>
        <source>Accept {rule}</source>
        <translation>接受 {rule} 问题</translation>
    </message>
    <message>
        <source>Why is this right as it is? The reason is kept in studio.yaml.</source>
        <translation>请说明接受的原因，原因将保存在 studio.yaml 中。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The problem is accepted.</source>
        <translation>已接受该问题。</translation>
    </message>
    <message>
        <source>Not accepted:  {example}</source>
        <translation>不符合：{example}</translation>
    </message>
    <message>
        <source>Accepted:  {example}</source>
        <translation>符合：{example}</translation>
    </message>
    <message>
        <source>Source:  {page}</source>
        <translation>依据：{page}</translation>
    </message>
</context>
<context>
    <name>ProblemPanel</name>
    <message>
        <source>Checking the package…</source>
        <translation>正在校验软件包…</translation>
    </message>
    <message>
        <source>No problem matches the filter.</source>
        <translation>没有符合筛选条件的问题。</translation>
    </message>
    <message>
        <source>No problems. The package can be exported.</source>
        <translation>没有问题，可以导出软件包。</translation>
    </message>
</context>
<context>
    <name>Readiness</name>
    <message>
        <source>Ready to publish</source>
        <translation>发布准备</translation>
    </message>
    <message>
        <source>{met} of {all}</source>
        <translation>{met} / {all}</translation>
    </message>
    <message>
        <source>{met} of {all} requirements are met</source>
        <translation>{all} 项要求中已满足 {met} 项</translation>
    </message>
    <message>
        <source>Marketplace: verification material, virus scan</source>
        <translation>市场：验证材料、病毒扫描</translation>
    </message>
    <message>
        <source>outside the package</source>
        <translation>在软件包之外办理</translation>
    </message>
</context>
<context>
    <name>RecentDelegate</name>
    <message>
        <source>Locate…</source>
        <translation>重新定位…</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>unsaved changes to restore</source>
        <translation>有可恢复的未保存修改</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Where is {name} now?</source>
        <translation>{name} 现在在哪里？</translation>
    </message>
    <message>
        <source>Packages (*.zip *.tgz *.tar.gz)</source>
        <translation>软件包 (*.zip *.tgz *.tar.gz)</translation>
    </message>
    <message>
        <source>No recent package matches the filter.</source>
        <translation>没有符合筛选条件的软件包。</translation>
    </message>
    <message>
        <source>Packages that you open are listed here.</source>
        <translation>打开过的软件包会显示在这里。</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>RecentModel</name>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>unsaved changes to restore</source>
        <translation>有可恢复的未保存修改</translation>
    </message>
</context>
<context>
    <name>RecentView</name>
    <message>
        <source>Locate…</source>
        <translation>重新定位…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
</context>
<context>
    <name>Recovering</name>
    <message>
        <source>On disk (red) and never saved (green)</source>
        <translation>磁盘上（红）与未保存的修改（绿）</translation>
    </message>
    <message>
        <source>Changes of {when} were never saved, in 1 file.</source>
        <translation>{when} 对 1 个文件的修改尚未保存。</translation>
    </message>
    <message>
        <source>Changes of {when} were never saved, in {count} files.</source>
        <translation>{when} 对 {count} 个文件的修改尚未保存。</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
</context>
<context>
    <name>Reporting</name>
    <message>
        <source>Something went wrong in the studio</source>
        <translation>工作室出现了问题</translation>
    </message>
    <message>
        <source>The studio has a defect. Your package stays open, and nothing is lost.</source>
        <translation>工作室程序出现缺陷。软件包仍处于打开状态，没有任何内容丢失。</translation>
    </message>
    <message>
        <source>Please copy the report and send it to us.</source>
        <translation>请复制报告并发送给我们。</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message>
        <source>{name} is ready</source>
        <translation>{name} 已就绪</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>What was written</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy the checksum</source>
        <translation>复制校验和</translation>
    </message>
    <message>
        <source>It was read back and holds what was meant.</source>
        <translation>已回读验证，内容与预期一致。</translation>
    </message>
    <message>
        <source>It was read back. 1 error was allowed, as the report says.</source>
        <translation>已回读验证。放行了 1 个错误，详见报告。</translation>
    </message>
    <message>
        <source>It was read back. {n} errors were allowed, as the report says.</source>
        <translation>已回读验证。放行了 {n} 个错误，详见报告。</translation>
    </message>
</context>
<context>
    <name>RowDelegate</name>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
</context>
<context>
    <name>SaveFlow</name>
    <message>
        <source>Not saved: first say whose changes are kept</source>
        <translation>未保存：请先选择保留哪一方的修改</translation>
    </message>
    <message>
        <source>Save the package as a folder, or as a .zip or .tgz</source>
        <translation>将软件包另存为文件夹、.zip 或 .tgz</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
</context>
<context>
    <name>SearchButton</name>
    <message>
        <source>Go to file, key or problem</source>
        <translation>转到文件、键或问题</translation>
    </message>
</context>
<context>
    <name>SearchCommands</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>SearchFields</name>
    <message>
        <source>Find in all files</source>
        <translation>在所有文件中查找</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>全字匹配</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>What takes the place of the hits</source>
        <translation>用来替换匹配项的内容</translation>
    </message>
    <message>
        <source>Only in, e.g. *.yaml</source>
        <translation>仅限，例如 *.yaml</translation>
    </message>
    <message>
        <source>Files to search</source>
        <translation>要搜索的文件</translation>
    </message>
    <message>
        <source>Not in, e.g. images/</source>
        <translation>排除，例如 images/</translation>
    </message>
    <message>
        <source>Files left out</source>
        <translation>排除的文件</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>The first {count} hits</source>
        <translation>前 {count} 个匹配项</translation>
    </message>
    <message>
        <source>{count} hits in {files} files, {ticked} ticked</source>
        <translation>{files} 个文件中有 {count} 个匹配项，已勾选 {ticked} 个</translation>
    </message>
    <message>
        <source>{count} hits in {files} files</source>
        <translation>{files} 个文件中有 {count} 个匹配项</translation>
    </message>
    <message>
        <source>Type what you look for. Everything that is text is searched.</source>
        <translation>输入要查找的内容，将搜索所有文本文件。</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>未找到匹配项。</translation>
    </message>
</context>
<context>
    <name>StepField</name>
    <message>
        <source>Less</source>
        <translation>减少</translation>
    </message>
    <message>
        <source>More</source>
        <translation>增加</translation>
    </message>
</context>
<context>
    <name>TargetPanel</name>
    <message>
        <source>What will be written</source>
        <translation>将要写出</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Write a report beside it</source>
        <translation>同时生成报告</translation>
    </message>
    <message>
        <source>Export into</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>Name a folder with its whole path.</source>
        <translation>请填写文件夹的完整路径。</translation>
    </message>
    <message>
        <source>{name} is there and will be replaced.</source>
        <translation>{name} 已存在，将被替换。</translation>
    </message>
    <message>
        <source>The folder will be created.</source>
        <translation>将创建该文件夹。</translation>
    </message>
</context>
<context>
    <name>TextPage</name>
    <message>
        <source>Use LF</source>
        <translation>统一为 LF</translation>
    </message>
    <message>
        <source>Use CRLF</source>
        <translation>统一为 CRLF</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>TreeCommands</name>
    <message>
        <source>Empty file</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>new-folder</source>
        <translation>新文件夹</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Custom resource definition</source>
        <translation>自定义资源定义（CRD）</translation>
    </message>
    <message>
        <source>Custom service definition</source>
        <translation>自定义服务定义（CSD）</translation>
    </message>
    <message>
        <source>Cluster service version</source>
        <translation>集群服务版本（CSV）</translation>
    </message>
    <message>
        <source>Log configuration</source>
        <translation>日志配置</translation>
    </message>
    <message>
        <source>Monitor configuration</source>
        <translation>监控配置</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
</context>
<context>
    <name>TreePanel</name>
    <message>
        <source>Filter files</source>
        <translation>筛选文件</translation>
    </message>
</context>
<context>
    <name>TreeTools</name>
    <message>
        <source>New file or folder</source>
        <translation>新建文件或文件夹</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>ViewCommands</name>
    <message>
        <source>OSC Package Studio {version}

Makes, checks and delivers service packages.</source>
        <translation>OSC 服务包工作室 {version}

制作、校验和交付服务包。</translation>
    </message>
    <message>
        <source>About OSC Package Studio</source>
        <translation>关于 OSC 服务包工作室</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>OSC package</source>
        <translation>OSC 包</translation>
    </message>
    <message>
        <source>Helm chart</source>
        <translation>Helm Chart</translation>
    </message>
    <message>
        <source>Operator package</source>
        <translation>Operator 包</translation>
    </message>
    <message>
        <source>OSC Package Studio</source>
        <translation>OSC 服务包工作室</translation>
    </message>
    <message>
        <source>Author, check and deliver service packages for the Operator Service Center</source>
        <translation>为云原生服务中心（OSC）制作、校验和交付服务包</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>New package</source>
        <translation>新建软件包</translation>
    </message>
    <message>
        <source>A scaffold for an operator, a chart or an OSC package</source>
        <translation>Operator 包、Chart 或 OSC 包的脚手架</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>A folder, zip or tgz</source>
        <translation>文件夹、zip 或 tgz</translation>
    </message>
    <message>
        <source>OSC package with CSD, log and monitor config</source>
        <translation>含 CSD、日志和监控配置的 OSC 包</translation>
    </message>
    <message>
        <source>Helm chart with a schema of its values</source>
        <translation>带 values schema 的 Helm Chart</translation>
    </message>
    <message>
        <source>Operator package with two versions</source>
        <translation>含两个版本的 Operator 包</translation>
    </message>
    <message>
        <source>Drop a package anywhere in this window to open it</source>
        <translation>将软件包拖到窗口任意位置即可打开</translation>
    </message>
</context>
<context>
    <name>checklist</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>已满足</translation>
    </message>
    <message>
        <source>{sentence} And {n} more.</source>
        <translation>{sentence}另有 {n} 个问题。</translation>
    </message>
    <message>
        <source>the package as a whole</source>
        <translation>整个软件包</translation>
    </message>
    <message>
        <source>{name}, line {line}</source>
        <translation>{name}，第 {line} 行</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>Package tree</source>
        <translation>软件包树</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>New &amp;folder</source>
        <translation>新建文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>重命名(&amp;R)</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>创建副本(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>复制路径(&amp;P)</translation>
    </message>
    <message>
        <source>Show in the file &amp;manager</source>
        <translation>在文件管理器中显示(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Find in &amp;package…</source>
        <translation>在软件包中查找(&amp;P)…</translation>
    </message>
    <message>
        <source>Replace in pac&amp;kage…</source>
        <translation>在软件包中替换(&amp;K)…</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>软件包</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;archive…</source>
        <translation>打开压缩包(&amp;A)…</translation>
    </message>
    <message>
        <source>Open a zip or tgz</source>
        <translation>打开 zip 或 tgz</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save package &amp;as…</source>
        <translation>软件包另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation>关闭标签页(&amp;C)</translation>
    </message>
    <message>
        <source>Reopen closed tab</source>
        <translation>重新打开关闭的标签页</translation>
    </message>
    <message>
        <source>Close &amp;package</source>
        <translation>关闭软件包(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Quick fix…</source>
        <translation>快速修复(&amp;Q)…</translation>
    </message>
    <message>
        <source>&amp;Validate</source>
        <translation>校验(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Write the delivered zip</source>
        <translation>生成要交付的 zip</translation>
    </message>
    <message>
        <source>&amp;Make a service package of it</source>
        <translation>制作成服务包(&amp;M)</translation>
    </message>
    <message>
        <source>Wrap this deploy package, so that images can be added</source>
        <translation>用服务包包装此部署包，以便添加镜像</translation>
    </message>
    <message>
        <source>Go to &amp;file…</source>
        <translation>转到文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Go to file, field, image or problem</source>
        <translation>转到文件、字段、镜像或问题</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>命令面板(&amp;C)…</translation>
    </message>
    <message>
        <source>Go to &amp;key…</source>
        <translation>转到键(&amp;K)…</translation>
    </message>
    <message>
        <source>Go to &amp;line…</source>
        <translation>转到行(&amp;L)…</translation>
    </message>
    <message>
        <source>Go to &amp;definition</source>
        <translation>转到定义(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>后退(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>前进(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Next problem</source>
        <translation>下一个问题(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous problem</source>
        <translation>上一个问题(&amp;P)</translation>
    </message>
    <message>
        <source>Next tab by use</source>
        <translation>下一个最近使用的标签页</translation>
    </message>
    <message>
        <source>Last tab by use</source>
        <translation>上一个最近使用的标签页</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>概览(&amp;O)</translation>
    </message>
    <message>
        <source>Package &amp;tree</source>
        <translation>软件包树(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Editor</source>
        <translation>编辑器(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>问题(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>历史(&amp;H)</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>跟随系统主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Switch between light and dark theme</source>
        <translation>切换浅色/深色主题</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>跟随系统语言</translation>
    </message>
    <message>
        <source>Switch the language</source>
        <translation>切换语言</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Normal size</source>
        <translation>实际大小(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>关于(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>行(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Folding</source>
        <translation>折叠(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Package</source>
        <translation>软件包(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>查找(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>替换(&amp;R)</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>查找下一个(&amp;N)</translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation>查找上一个(&amp;V)</translation>
    </message>
    <message>
        <source>Add next &amp;occurrence</source>
        <translation>添加下一个匹配项(&amp;O)</translation>
    </message>
    <message>
        <source>Select &amp;all occurrences</source>
        <translation>选择所有匹配项(&amp;A)</translation>
    </message>
    <message>
        <source>Toggle &amp;comment</source>
        <translation>切换注释(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Indent</source>
        <translation>增加缩进(&amp;I)</translation>
    </message>
    <message>
        <source>O&amp;utdent</source>
        <translation>减少缩进(&amp;U)</translation>
    </message>
    <message>
        <source>Move line up</source>
        <translation>上移行</translation>
    </message>
    <message>
        <source>Move line down</source>
        <translation>下移行</translation>
    </message>
    <message>
        <source>Duplicate line up</source>
        <translation>向上复制行</translation>
    </message>
    <message>
        <source>Duplicate line down</source>
        <translation>向下复制行</translation>
    </message>
    <message>
        <source>Delete line</source>
        <translation>删除行</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>全部折叠</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>全部展开</translation>
    </message>
    <message>
        <source>Wrap lines</source>
        <translation>自动换行</translation>
    </message>
    <message>
        <source>&amp;Filter files</source>
        <translation>筛选文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Collapse all</source>
        <translation>全部折叠(&amp;C)</translation>
    </message>
    <message>
        <source>Hide &amp;optional files</source>
        <translation>隐藏可选文件(&amp;O)</translation>
    </message>
    <message>
        <source>Show &amp;hidden files</source>
        <translation>显示隐藏文件(&amp;H)</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>&amp;Fix</source>
        <translation>修复(&amp;F)</translation>
    </message>
    <message>
        <source>Fix &amp;all of this rule</source>
        <translation>修复此规则的全部问题(&amp;A)</translation>
    </message>
    <message>
        <source>A&amp;ccept…</source>
        <translation>接受(&amp;C)…</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>复制为文本(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Why?</source>
        <translation>规则说明(&amp;W)</translation>
    </message>
</context>
<context>
    <name>figures</name>
    <message>
        <source>templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>CRDs</source>
        <translation>CRD</translation>
    </message>
    <message>
        <source>CSDs</source>
        <translation>CSD</translation>
    </message>
    <message>
        <source>image files</source>
        <translation>镜像包</translation>
    </message>
    <message>
        <source>files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>problems</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>when</name>
    <message>
        <source>Just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>1 minute ago</source>
        <translation>1 分钟前</translation>
    </message>
    <message>
        <source>{n} minutes ago</source>
        <translation>{n} 分钟前</translation>
    </message>
    <message>
        <source>1 hour ago</source>
        <translation>1 小时前</translation>
    </message>
    <message>
        <source>{n} hours ago</source>
        <translation>{n} 小时前</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
</context>
</TS>
