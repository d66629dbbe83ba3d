<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AddressForm</name>
    <message>
        <source>This path leads to no value that OSC writes</source>
        <translation>此路径未指向 OSC 可写入的值</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Pick a field (F4)</source>
        <translation>选择字段（F4）</translation>
    </message>
    <message>
        <source>write as {keys}</source>
        <translation>写为 {keys}</translation>
    </message>
    <message>
        <source>OSC fills in the whole image of the containers with this name.</source>
        <translation>OSC 会填写同名容器的完整镜像地址。</translation>
    </message>
    <message>
        <source>OSC writes no field yet. Choose how to write the address.</source>
        <translation>OSC 尚未写入任何字段，请选择镜像地址的写入方式。</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Normal size</source>
        <translation>恢复默认大小</translation>
    </message>
    <message>
        <source>Height of letters in pixels; everything grows with it.</source>
        <translation>文字的像素高度，界面会随之缩放。</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>BlobPage</name>
    <message>
        <source>cannot be read any more</source>
        <translation>已无法读取</translation>
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
    <name>BudgetGauge</name>
    <message>
        <source>The deploy package has {size} of {limit} when packed</source>
        <translation>部署包打包后为 {size}，上限为 {limit}</translation>
    </message>
</context>
<context>
    <name>BuildHead</name>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>构建</translation>
    </message>
    <message>
        <source>Build again</source>
        <translation>重新构建</translation>
    </message>
    <message>
        <source>With the same settings as then</source>
        <translation>使用当时的设置</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>Building</name>
    <message>
        <source>Pull the image</source>
        <translation>拉取镜像</translation>
    </message>
    <message>
        <source>Build {recipe}…</source>
        <translation>构建 {recipe}…</translation>
    </message>
    <message>
        <source>Add a saved image…</source>
        <translation>添加镜像包…</translation>
    </message>
</context>
<context>
    <name>BuildsPage</name>
    <message>
        <source>Builds</source>
        <translation>构建</translation>
    </message>
    <message>
        <source>Recipe in studio.yaml</source>
        <translation>studio.yaml 中的配方</translation>
    </message>
    <message>
        <source>Show line {line}</source>
        <translation>查看第 {line} 行</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
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
    <name>CommandRegistry</name>
    <message>
        <source>{category}: {command}</source>
        <translation>{category}：{command}</translation>
    </message>
</context>
<context>
    <name>Conflicts</name>
    <message>
        <source>Another program has changed {path}, and so have you.</source>
        <translation>{path} 与外部更改冲突。</translation>
    </message>
    <message numerus="yes">
        <source>Other programs have changed %n file(s) that you changed, too.</source>
        <translation>
            <numerusform>%n 个文件与外部更改冲突。</numerusform>
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
    <name>ControlSection</name>
    <message>
        <source>{n} more, OpenShift only</source>
        <translation>另有 {n} 种仅用于 OpenShift</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>控件</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Kind of the object</source>
        <translation>对象类型</translation>
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
    <name>DeadField</name>
    <message>
        <source>Remove the description</source>
        <translation>移除描述</translation>
    </message>
</context>
<context>
    <name>DependencySection</name>
    <message>
        <source>always</source>
        <translation>始终</translation>
    </message>
    <message>
        <source>Shown when</source>
        <translation>显示条件</translation>
    </message>
    <message>
        <source>is</source>
        <translation>为</translation>
    </message>
    <message>
        <source>Field that decides whether it is shown</source>
        <translation>决定是否显示的字段</translation>
    </message>
    <message>
        <source>Value that it must have</source>
        <translation>该字段须有的值</translation>
    </message>
</context>
<context>
    <name>DesignCanvas</name>
    <message>
        <source>Deploy form</source>
        <translation>部署表单</translation>
    </message>
</context>
<context>
    <name>DesignerHeader</name>
    <message>
        <source>{shown} fields shown, {hidden} not shown</source>
        <translation>显示 {shown} 个字段，{hidden} 个不显示</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>设计</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>分栏</translation>
    </message>
    <message>
        <source>Resource and version</source>
        <translation>资源与版本</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>How the form is shown</source>
        <translation>表单的显示方式</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>DesignerPage</name>
    <message>
        <source>Deploy form</source>
        <translation>部署表单</translation>
    </message>
    <message>
        <source>Add a CRD or a values.yaml to see its form.</source>
        <translation>添加 CRD 或 values.yaml 后，可在此查看其表单。</translation>
    </message>
</context>
<context>
    <name>Designing</name>
    <message>
        <source>Not shown to the consumer</source>
        <translation>消费者不可见</translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <source>{old}  →  {path}</source>
        <translation>{old}  →  {path}</translation>
    </message>
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
    <name>DockTabs</name>
    <message>
        <source>Close these panes</source>
        <translation>关闭这些面板</translation>
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
        <source>Done: {step}</source>
        <translation>已完成：{step}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
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
    <name>EditorGroup</name>
    <message>
        <source>Open tabs</source>
        <translation>打开的标签页</translation>
    </message>
</context>
<context>
    <name>EngineButton</name>
    <message>
        <source>Engine: {engine}</source>
        <translation>引擎：{engine}</translation>
    </message>
</context>
<context>
    <name>EngineCommands</name>
    <message>
        <source>Other engine</source>
        <translation>其他引擎</translation>
    </message>
    <message>
        <source>Address, or name of a docker context, such as ssh://user@host</source>
        <translation>引擎地址或 docker context 的名称，例如 ssh://user@host</translation>
    </message>
</context>
<context>
    <name>EngineImages</name>
    <message>
        <source>The engine holds no image with a name.</source>
        <translation>引擎中没有已命名的镜像。</translation>
    </message>
    <message>
        <source>Save a local image into the package</source>
        <translation>将本地镜像保存到软件包</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Load a saved image into the engine</source>
        <translation>将镜像包加载到引擎</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>The engine has {names} now.</source>
        <translation>引擎已加载 {names}。</translation>
    </message>
    <message>
        <source>Pushed as {names}.</source>
        <translation>已推送为 {names}。</translation>
    </message>
    <message>
        <source>The registry does not accept this user name and password.</source>
        <translation>镜像仓库不接受此用户名和密码。</translation>
    </message>
    <message>
        <source>The registry wants a user name and a password.</source>
        <translation>镜像仓库需要用户名和密码。</translation>
    </message>
</context>
<context>
    <name>EngineMenu</name>
    <message>
        <source>The first that answers</source>
        <translation>最先响应的引擎</translation>
    </message>
    <message>
        <source>Other engine…</source>
        <translation>其他引擎…</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检测</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>Lower-case letters and digits, joined by . _ - or /</source>
        <translation>小写字母和数字，可用 . _ - / 连接</translation>
    </message>
    <message>
        <source>Letters and digits, joined by . _ or -</source>
        <translation>字母和数字，可用 . _ - 连接</translation>
    </message>
    <message>
        <source>Name at OSC</source>
        <translation>OSC 中的名称</translation>
    </message>
    <message>
        <source>Tag at OSC</source>
        <translation>OSC 中的标签</translation>
    </message>
    <message>
        <source>Kind of container</source>
        <translation>容器类型</translation>
    </message>
    <message>
        <source>Name at OSC, required</source>
        <translation>OSC 中的名称，必填</translation>
    </message>
    <message>
        <source>Tag at OSC, required</source>
        <translation>OSC 中的标签，必填</translation>
    </message>
</context>
<context>
    <name>EntryPanel</name>
    <message>
        <source>Saved images</source>
        <translation>镜像包</translation>
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
    <name>FieldPicker</name>
    <message>
        <source>Filter values</source>
        <translation>筛选值</translation>
    </message>
    <message>
        <source>Values that OSC can write</source>
        <translation>OSC 可写入的值</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
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
    <name>FindControls</name>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
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
</context>
<context>
    <name>ForesightPanel</name>
    <message>
        <source>Looking at the folder…</source>
        <translation>正在检查文件夹…</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message numerus="yes">
        <source>%n left out by .dockerignore</source>
        <translation>
            <numerusform>.dockerignore 排除了 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Dockerfile, line {line}</source>
        <translation>Dockerfile，第 {line} 行</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>What will be sent</source>
        <translation>将要发送的内容</translation>
    </message>
    <message>
        <source>Before building</source>
        <translation>构建前检查</translation>
    </message>
</context>
<context>
    <name>FormTools</name>
    <message>
        <source>Deploy form</source>
        <translation>部署表单</translation>
    </message>
    <message>
        <source>Instance page</source>
        <translation>实例页面</translation>
    </message>
    <message>
        <source>Page of the consumer</source>
        <translation>消费者页面</translation>
    </message>
    <message>
        <source>Find a field</source>
        <translation>查找字段</translation>
    </message>
    <message>
        <source>Which fields, which language</source>
        <translation>字段与语言</translation>
    </message>
    <message>
        <source>Page in Chinese</source>
        <translation>中文页面</translation>
    </message>
    <message>
        <source>Page in English</source>
        <translation>英文页面</translation>
    </message>
    <message>
        <source>Required fields only</source>
        <translation>仅显示必填字段</translation>
    </message>
    <message>
        <source>Fields of the example first</source>
        <translation>示例中的字段优先</translation>
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
    <name>HelpSection</name>
    <message>
        <source>Help</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>HistoryDelegate</name>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>HistoryMenu</name>
    <message>
        <source>&amp;Build again</source>
        <translation>重新构建(&amp;B)</translation>
    </message>
    <message>
        <source>Show the &amp;recipe</source>
        <translation>查看配方(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy the digest</source>
        <translation>复制摘要(&amp;C)</translation>
    </message>
    <message>
        <source>Remove &amp;from the history</source>
        <translation>从历史记录中移除(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Save into the package</source>
        <translation>保存到软件包(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Push to a registry…</source>
        <translation>推送到镜像仓库(&amp;P)…</translation>
    </message>
    <message>
        <source>This build made no image</source>
        <translation>这次构建没有生成镜像</translation>
    </message>
    <message>
        <source>Asking the engine for the image…</source>
        <translation>正在向引擎查询镜像…</translation>
    </message>
    <message>
        <source>No engine answers</source>
        <translation>没有引擎响应</translation>
    </message>
    <message>
        <source>The engine no longer has the image</source>
        <translation>引擎中已没有该镜像</translation>
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
    <name>ImageSection</name>
    <message>
        <source>an image without a name</source>
        <translation>未命名镜像</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未声明</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Entrypoint</source>
        <translation>入口点</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Working folder</source>
        <translation>工作目录</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
</context>
<context>
    <name>ImageTarPage</name>
    <message>
        <source>Reading the image…</source>
        <translation>正在读取镜像…</translation>
    </message>
    <message numerus="yes">
        <source>and %n more image(s)</source>
        <translation>
            <numerusform>另有 %n 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>saved image</source>
        <translation>镜像包</translation>
    </message>
    <message>
        <source>saved image in OCI layout</source>
        <translation>OCI 布局的镜像包</translation>
    </message>
    <message>
        <source>no saved image</source>
        <translation>不是镜像包</translation>
    </message>
    <message>
        <source>packed with gzip</source>
        <translation>已用 gzip 压缩</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n 个镜像</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImagesBar</name>
    <message>
        <source>The mapping and saved images need a service package around this one.</source>
        <translation>制作成服务包后，才能添加映射和镜像包。</translation>
    </message>
    <message>
        <source>Make a service package of it</source>
        <translation>制作成服务包</translation>
    </message>
    <message>
        <source>mapping.yaml cannot be read. Mend it as text first.</source>
        <translation>无法读取 mapping.yaml，请先以文本方式修改。</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Not packed, so their images are not known: {charts}</source>
        <translation>以下 Chart 未打包，其镜像未知：{charts}</translation>
    </message>
</context>
<context>
    <name>ImagesHeader</name>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Filter images</source>
        <translation>筛选镜像</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>ImagesPage</name>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message numerus="yes">
        <source>%n in this package</source>
        <translation>
            <numerusform>共 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>{images}, {ready} ready</source>
        <translation>{images}，{ready} 个就绪</translation>
    </message>
</context>
<context>
    <name>InPlaceField</name>
    <message>
        <source>Label</source>
        <translation>显示名称</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>JobCommands</name>
    <message>
        <source>Background work</source>
        <translation>后台任务</translation>
    </message>
</context>
<context>
    <name>JobDelegate</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Copy the log</source>
        <translation>复制日志</translation>
    </message>
</context>
<context>
    <name>JobsIndicator</name>
    <message>
        <source>{sentence} (and {n} more)</source>
        <translation>{sentence}（另有 {n} 项）</translation>
    </message>
    <message>
        <source>1 job failed</source>
        <translation>1 项任务失败</translation>
    </message>
    <message>
        <source>{n} jobs failed</source>
        <translation>{n} 项任务失败</translation>
    </message>
</context>
<context>
    <name>JobsModel</name>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
</context>
<context>
    <name>JobsPanel</name>
    <message>
        <source>Nothing works in the background.</source>
        <translation>没有后台任务。</translation>
    </message>
    <message>
        <source>Forget what is over</source>
        <translation>清除已结束的任务</translation>
    </message>
    <message>
        <source>Background work</source>
        <translation>后台任务</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
</context>
<context>
    <name>LabelSection</name>
    <message>
        <source>Label</source>
        <translation>显示名称</translation>
    </message>
</context>
<context>
    <name>LayerBars</name>
    <message>
        <source>base image</source>
        <translation>基础镜像</translation>
    </message>
</context>
<context>
    <name>LeftOutPanel</name>
    <message>
        <source>There is no deploy form in this package.</source>
        <translation>此软件包没有部署表单。</translation>
    </message>
    <message>
        <source>Consumers see every field.</source>
        <translation>所有字段对消费者可见。</translation>
    </message>
    <message>
        <source>Not shown to the consumer</source>
        <translation>消费者不可见</translation>
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
        <source>Type the number of a line.</source>
        <translation>请输入行号。</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>没有匹配项。</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>自动换行</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>在日志中查找</translation>
    </message>
    <message>
        <source>Copy the log</source>
        <translation>复制日志</translation>
    </message>
    <message>
        <source>Follow the end of the log</source>
        <translation>跟随日志末尾</translation>
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
    <name>MarkdownPreview</name>
    <message>
        <source>The preview ends here, the text goes on.</source>
        <translation>预览到此为止，后面还有内容。</translation>
    </message>
    <message>
        <source>[picture: {text}]</source>
        <translation>[图片：{text}]</translation>
    </message>
    <message>
        <source>[picture]</source>
        <translation>[图片]</translation>
    </message>
</context>
<context>
    <name>NewPackageDialog</name>
    <message>
        <source>New package</source>
        <translation>新建软件包</translation>
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
    <message>
        <source>Name of the service</source>
        <translation>服务名称</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>An operator with CRDs, CSDs and a CSV, and room for images.</source>
        <translation>含 CRD、CSD 和 CSV 的 Operator，可添加镜像。</translation>
    </message>
    <message>
        <source>A chart with templates, values and a schema of them.</source>
        <translation>含模板、values 及其 schema 的 Chart。</translation>
    </message>
    <message>
        <source>A bundle with a CRD and a CSV for operator catalogues.</source>
        <translation>含 CRD 和 CSV 的捆绑包，用于 Operator 目录。</translation>
    </message>
    <message>
        <source>{path} will be made.</source>
        <translation>将创建 {path}。</translation>
    </message>
    <message>
        <source>Use lower-case letters, digits and hyphens; begin with a letter, end with a letter or digit.</source>
        <translation>请使用小写字母、数字和连字符，以字母开头，以字母或数字结尾。</translation>
    </message>
    <message>
        <source>{path} exists already.</source>
        <translation>{path} 已存在。</translation>
    </message>
    <message>
        <source>Name a folder with its whole path.</source>
        <translation>请填写文件夹的完整路径。</translation>
    </message>
</context>
<context>
    <name>NoRecipes</name>
    <message>
        <source>studio.yaml cannot be read: mend it first, then its recipes appear.</source>
        <translation>无法读取 studio.yaml：请先修改该文件，之后会显示其中的配方。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Add a recipe</source>
        <translation>添加配方</translation>
    </message>
    <message>
        <source>Add a Dockerfile for the operator</source>
        <translation>为 Operator 添加 Dockerfile</translation>
    </message>
    <message>
        <source>A recipe says how an image is built.</source>
        <translation>配方说明如何构建镜像。</translation>
    </message>
</context>
<context>
    <name>ObstacleBar</name>
    <message>
        <source>{file}, line {line}: {reason}</source>
        <translation>{file}，第 {line} 行：{reason}</translation>
    </message>
    <message>
        <source>Mend it</source>
        <translation>去修改</translation>
    </message>
    <message>
        <source>A chart has no descriptors: convert it to an OSC package to shape this.</source>
        <translation>Chart 没有描述符：请先转换为 OSC 包再设计表单。</translation>
    </message>
    <message>
        <source>Nothing describes {kind} yet.</source>
        <translation>{kind} 尚无描述。</translation>
    </message>
    <message>
        <source>Describe it</source>
        <translation>添加描述</translation>
    </message>
    <message>
        <source>Generate the schema</source>
        <translation>生成 schema</translation>
    </message>
    <message>
        <source>No field has a label, a help or a control of its own yet.</source>
        <translation>尚无字段设置了显示名称、说明或控件。</translation>
    </message>
    <message>
        <source>Describe the fields</source>
        <translation>描述字段</translation>
    </message>
</context>
<context>
    <name>OpenDialog</name>
    <message>
        <source>Open a package</source>
        <translation>打开软件包</translation>
    </message>
    <message>
        <source>Packages and their files (*.zip *.tgz *.tar.gz *.yaml *.yml)</source>
        <translation>软件包及其文件 (*.zip *.tgz *.tar.gz *.yaml *.yml)</translation>
    </message>
    <message>
        <source>Folder or file</source>
        <translation>文件夹或文件</translation>
    </message>
</context>
<context>
    <name>OpenFlow</name>
    <message>
        <source>Open a package folder</source>
        <translation>打开软件包文件夹</translation>
    </message>
    <message>
        <source>Open a packed package</source>
        <translation>打开软件包的压缩包</translation>
    </message>
    <message>
        <source>Packages (*.zip *.tgz *.tar.gz)</source>
        <translation>软件包 (*.zip *.tgz *.tar.gz)</translation>
    </message>
    <message>
        <source>{name} is open already</source>
        <translation>{name} 已打开</translation>
    </message>
    <message>
        <source>Cannot open {name}</source>
        <translation>无法打开 {name}</translation>
    </message>
</context>
<context>
    <name>OptionSection</name>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>in this order</source>
        <translation>按此顺序</translation>
    </message>
    <message>
        <source>Add option</source>
        <translation>添加选项</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>default</source>
        <translation>默认</translation>
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
        <source>Unsaved changes</source>
        <translation>未保存的修改</translation>
    </message>
</context>
<context>
    <name>PackageImages</name>
    <message>
        <source>Nothing in the package says which image belongs into {name}.</source>
        <translation>软件包中没有任何内容说明 {name} 应包含哪个镜像。</translation>
    </message>
    <message>
        <source>Every mapped image has its tar already.</source>
        <translation>已映射的镜像都有镜像包。</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) did not come.</source>
        <translation>
            <numerusform>%n 个镜像未能获取。</numerusform>
        </translation>
    </message>
    <message>
        <source>In the package now: {images}.</source>
        <translation>已加入软件包：{images}。</translation>
    </message>
    <message>
        <source>No longer mapped (other tag): {names}.</source>
        <translation>已从映射中移除（标签不同）：{names}。</translation>
    </message>
    <message>
        <source>Update them</source>
        <translation>一并更新</translation>
    </message>
    <message>
        <source>No field of the package names this image: choose one on the page of images.</source>
        <translation>软件包中没有字段使用此镜像：请在镜像页面中选择一个字段。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) still say another tag.</source>
        <translation>
            <numerusform>%n 个字段仍使用其他标签。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PickDialog</name>
    <message>
        <source>Find by name</source>
        <translation>按名称查找</translation>
    </message>
</context>
<context>
    <name>PicturePanel</name>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fit into the view</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} 像素</translation>
    </message>
    <message numerus="yes">
        <source>moves; the first of %n picture(s) is shown</source>
        <translation>
            <numerusform>动画共 %n 帧，此处显示第一帧</numerusform>
        </translation>
    </message>
    <message>
        <source>This picture is too large to be shown.</source>
        <translation>图片过大，无法显示。</translation>
    </message>
    <message>
        <source>This picture is damaged, or of a kind that cannot be shown.</source>
        <translation>图片已损坏，或格式不支持显示。</translation>
    </message>
</context>
<context>
    <name>PlaceSection</name>
    <message>
        <source>Hidden</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>PreviewChoosers</name>
    <message>
        <source>Resource and version</source>
        <translation>资源与版本</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Language of the consumer&apos;s page</source>
        <translation>消费者页面的语言</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>分栏</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>{file}, line {line}: {reason}</source>
        <translation>{file}，第 {line} 行：{reason}</translation>
    </message>
    <message>
        <source>Mend it</source>
        <translation>去修改</translation>
    </message>
    <message>
        <source>Add a CRD or a values.yaml to see its form.</source>
        <translation>添加 CRD 或 values.yaml 后，可在此查看其表单。</translation>
    </message>
</context>
<context>
    <name>Previewing</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The instance is the example now.</source>
        <translation>已将此实例保存为示例。</translation>
    </message>
</context>
<context>
    <name>ProblemCommands</name>
    <message>
        <source>Nothing to fix here</source>
        <translation>此处没有可修复的问题</translation>
    </message>
    <message>
        <source>{rule} is accepted here.</source>
        <translation>已接受此处的 {rule} 问题。</translation>
    </message>
    <message>
        <source>{rule} is no longer accepted here.</source>
        <translation>已取消接受此处的 {rule} 问题。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Fix all of {rule} ({n})</source>
        <translation>修复全部 {rule} 问题（{n}）</translation>
    </message>
    <message>
        <source>Accept {rule}…</source>
        <translation>接受 {rule} 问题…</translation>
    </message>
    <message>
        <source>No longer accept {rule}</source>
        <translation>取消接受 {rule} 问题</translation>
    </message>
    <message>
        <source>Why {rule}?</source>
        <translation>{rule} 规则说明</translation>
    </message>
</context>
<context>
    <name>ProblemDelegate</name>
    <message>
        <source>No longer accept</source>
        <translation>取消接受</translation>
    </message>
    <message>
        <source>Get it…</source>
        <translation>获取…</translation>
    </message>
    <message>
        <source>Fix all {n}</source>
        <translation>全部修复（{n}）</translation>
    </message>
    <message>
        <source>The package as a whole</source>
        <translation>整个软件包</translation>
    </message>
    <message>
        <source>Ln {line}</source>
        <translation>行 {line}</translation>
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
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>No problem has been accepted.</source>
        <translation>没有已接受的问题。</translation>
    </message>
    <message>
        <source>Show what stands</source>
        <translation>显示未接受的问题</translation>
    </message>
    <message>
        <source>No problems. The package can be exported.</source>
        <translation>没有问题，可以导出软件包。</translation>
    </message>
</context>
<context>
    <name>ProblemTools</name>
    <message>
        <source>Accepted {n}</source>
        <translation>已接受 {n}</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>By file</source>
        <translation>按文件</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Show errors</source>
        <translation>显示错误</translation>
    </message>
    <message>
        <source>Show warnings</source>
        <translation>显示警告</translation>
    </message>
    <message>
        <source>Show notes</source>
        <translation>显示提示</translation>
    </message>
    <message>
        <source>Show the problems that were accepted</source>
        <translation>显示已接受的问题</translation>
    </message>
</context>
<context>
    <name>Properties</name>
    <message>
        <source>Choose a field to shape it.</source>
        <translation>选择字段以进行设置。</translation>
    </message>
</context>
<context>
    <name>PushDialog</name>
    <message>
        <source>Push to a registry</source>
        <translation>推送到镜像仓库</translation>
    </message>
    <message>
        <source>Push {image}</source>
        <translation>推送 {image}</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>推送</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>镜像仓库</translation>
    </message>
    <message>
        <source>With its folder; that of the image if empty</source>
        <translation>含路径；留空则使用镜像自身的仓库</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Leave both empty where “docker login” was used. The studio keeps neither: docker&apos;s own helper does, where there is one.</source>
        <translation>已用“docker login”登录时，两项都留空。工作室不保存用户名和密码，如有 Docker 凭据助手则由其保存。</translation>
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
    <name>ReasonDialog</name>
    <message>
        <source>Accept {rule}</source>
        <translation>接受 {rule} 问题</translation>
    </message>
    <message>
        <source>Why is this right as it is? The reason is kept in studio.yaml.</source>
        <translation>请说明接受的原因，原因将保存在 studio.yaml 中。</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
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
    <name>RecentMenu</name>
    <message>
        <source>No recent packages</source>
        <translation>没有最近打开的软件包</translation>
    </message>
    <message>
        <source>Clear recent packages</source>
        <translation>清除最近打开的软件包</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
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
    <name>RecipeCommands</name>
    <message>
        <source>The folder that is sent to the engine</source>
        <translation>发送给引擎的文件夹</translation>
    </message>
    <message>
        <source>The Dockerfile</source>
        <translation>Dockerfile</translation>
    </message>
</context>
<context>
    <name>RecipeForm</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>版本标签（tag）</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>With its registry and folder; the name where it is empty</source>
        <translation>含镜像仓库和路径；留空则使用名称</translation>
    </message>
    <message>
        <source>Folder that is sent</source>
        <translation>发送的文件夹</translation>
    </message>
    <message>
        <source>Dockerfile</source>
        <translation>Dockerfile 文件</translation>
    </message>
    <message>
        <source>Stage to build</source>
        <translation>构建阶段</translation>
    </message>
    <message>
        <source>The last one where it is empty</source>
        <translation>留空则构建最后一个阶段</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>None chosen: the engine&apos;s own platform</source>
        <translation>不选时使用引擎自身的平台</translation>
    </message>
    <message>
        <source>Pull newer base images</source>
        <translation>拉取较新的基础镜像</translation>
    </message>
    <message>
        <source>Build without cache</source>
        <translation>不使用缓存构建</translation>
    </message>
    <message>
        <source>Build arguments</source>
        <translation>构建参数</translation>
    </message>
    <message>
        <source>An empty value is taken from the environment</source>
        <translation>值留空时取自环境变量</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>元数据标签（label）</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Only where the secret is found; it is never written down nor shown</source>
        <translation>只填密钥的来源，密钥本身不会被保存或显示</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose the Dockerfile…</source>
        <translation>选择 Dockerfile…</translation>
    </message>
</context>
<context>
    <name>RecipeTable</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Add an argument</source>
        <translation>添加参数</translation>
    </message>
    <message>
        <source>Add a label</source>
        <translation>添加元数据标签</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>variable</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Variable or file</source>
        <translation>变量或文件</translation>
    </message>
    <message>
        <source>Add a secret</source>
        <translation>添加密钥</translation>
    </message>
</context>
<context>
    <name>Recovering</name>
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
    <name>RemovalSection</name>
    <message>
        <source>Describe this field</source>
        <translation>描述此字段</translation>
    </message>
    <message>
        <source>Remove the description</source>
        <translation>移除描述</translation>
    </message>
    <message>
        <source>Show in the text</source>
        <translation>在文本中查看</translation>
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
    <name>RestoreDialog</name>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的修改</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>On disk (red) and never saved (green)</source>
        <translation>磁盘上（红）与未保存的（绿）</translation>
    </message>
    <message>
        <source>{path} — changed on disk since</source>
        <translation>{path}，磁盘上的文件已更改</translation>
    </message>
    <message>
        <source>Another program has changed this file since. Without the tick it stays as it is on disk, and the unsaved work is offered again.</source>
        <translation>其他程序更改了此文件。不勾选则保留磁盘上的文件，未保存的修改下次仍可恢复。</translation>
    </message>
    <message numerus="yes">
        <source>Restore %n file(s)</source>
        <translation>
            <numerusform>恢复 %n 个文件</numerusform>
        </translation>
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
    <message>
        <source>The engine does not have the image</source>
        <translation>引擎中没有该镜像</translation>
    </message>
    <message>
        <source>done, {size}</source>
        <translation>已完成，{size}</translation>
    </message>
    <message>
        <source>step {number} of {count}</source>
        <translation>步骤 {number} / {count}</translation>
    </message>
    <message>
        <source>{done} of {size} sent</source>
        <translation>已发送 {done} / {size}</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
    <message>
        <source>The image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>When it is done</source>
        <translation>完成后</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Save into the package and map it</source>
        <translation>保存到软件包并建立映射</translation>
    </message>
    <message>
        <source>Push to a registry</source>
        <translation>推送到镜像仓库</translation>
    </message>
    <message>
        <source>As a tar in images/, and mapped in mapping.yaml</source>
        <translation>以镜像包存入 images/，并添加到 mapping.yaml</translation>
    </message>
    <message>
        <source>Save into the package…</source>
        <translation>保存到软件包…</translation>
    </message>
    <message>
        <source>Push to a registry…</source>
        <translation>推送到镜像仓库…</translation>
    </message>
</context>
<context>
    <name>RowDelegate</name>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Build…</source>
        <translation>构建…</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>拉取</translation>
    </message>
    <message>
        <source>not exported</source>
        <translation>不导出</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Show in the descriptors</source>
        <translation>在描述符中查看</translation>
    </message>
    <message>
        <source>Show in the schema</source>
        <translation>在 schema 中查看</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Back to the start value</source>
        <translation>恢复初始值</translation>
    </message>
    <message>
        <source>Say nothing here</source>
        <translation>不填写此字段</translation>
    </message>
</context>
<context>
    <name>RulePage</name>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误示例</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确示例</translation>
    </message>
    <message>
        <source>About this rule</source>
        <translation>关于此规则</translation>
    </message>
    <message>
        <source>In this package</source>
        <translation>此软件包中的问题</translation>
    </message>
    <message>
        <source>OSC packages</source>
        <translation>OSC 包</translation>
    </message>
    <message>
        <source>Helm charts</source>
        <translation>Helm Chart</translation>
    </message>
    <message>
        <source>operator packages</source>
        <translation>Operator 包</translation>
    </message>
    <message>
        <source>For</source>
        <translation>适用于</translation>
    </message>
    <message>
        <source>Can be fixed</source>
        <translation>修复方式</translation>
    </message>
    <message>
        <source>By the studio</source>
        <translation>自动修复</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动修复</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>依据</translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message>
        <source>wrote nothing</source>
        <translation>没有输出</translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation>步骤 {number}</translation>
    </message>
    <message>
        <source>No log of this build was kept.</source>
        <translation>这次构建没有保留日志。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Save into the package</source>
        <translation>保存到软件包</translation>
    </message>
    <message>
        <source>Save {image} into the package</source>
        <translation>将 {image} 保存到软件包</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>named in images/mapping.yaml</source>
        <translation>并写入 images/mapping.yaml</translation>
    </message>
    <message>
        <source>Keep them in the mapping</source>
        <translation>在映射中保留</translation>
    </message>
    <message>
        <source>These fields could follow the new tag</source>
        <translation>这些字段可以改为新标签</translation>
    </message>
    <message>
        <source>{path}, replaces the one that is there ({size})</source>
        <translation>{path}，替换已有的镜像包（{size}）</translation>
    </message>
    <message>
        <source>Delete {path}</source>
        <translation>删除 {path}</translation>
    </message>
    <message>
        <source>Nothing names it then</source>
        <translation>之后不再有条目使用它</translation>
    </message>
    <message>
        <source>No field of the package names this image: choose one on the page of images once it is saved.</source>
        <translation>软件包中没有字段使用此镜像：保存后请在镜像页面中选择一个字段。</translation>
    </message>
    <message>
        <source>Saved images of another tag</source>
        <translation>其他标签的镜像包</translation>
    </message>
    <message>
        <source>{name}: the mapping no longer names it for {architecture}</source>
        <translation>{name}：映射文件中不再用于 {architecture}</translation>
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
    <name>SceneSection</name>
    <message>
        <source>Scenes</source>
        <translation>场景</translation>
    </message>
</context>
<context>
    <name>SchemaPane</name>
    <message>
        <source>Search the schema</source>
        <translation>搜索 schema</translation>
    </message>
    <message>
        <source>Fields of the schema</source>
        <translation>schema 中的字段</translation>
    </message>
    <message>
        <source>described</source>
        <translation>已描述</translation>
    </message>
    <message>
        <source>schema</source>
        <translation>未描述</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>不显示</translation>
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
        <source>Nothing stands here that could be found</source>
        <translation>光标处没有可查找的内容</translation>
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
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ShortcutModel</name>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Set by</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>You</source>
        <translation>用户</translation>
    </message>
</context>
<context>
    <name>ShortcutPage</name>
    <message>
        <source>Press the keys for {command}. Esc cancels.</source>
        <translation>请按下“{command}”的快捷键，按 Esc 取消。</translation>
    </message>
    <message>
        <source>{command}: Enter takes these keys from {others}.</source>
        <translation>按 Enter 将这组快捷键用于“{command}”，不再用于{others}。</translation>
    </message>
    <message>
        <source>{command}: Enter keeps these keys.</source>
        <translation>按 Enter 将这组快捷键用于“{command}”。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Find a command or its keys</source>
        <translation>查找命令或快捷键</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令与快捷键</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>新快捷键</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Remove keys</source>
        <translation>移除快捷键</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message numerus="yes">
        <source>%n image(s) chosen</source>
        <translation>
            <numerusform>已选择 %n 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>Drag it onto the image that it holds, to use it there.</source>
        <translation>将其拖到所含的镜像上，即可用于该镜像。</translation>
    </message>
    <message>
        <source>Show where it is used</source>
        <translation>查看使用位置</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Add to the mapping</source>
        <translation>添加到映射</translation>
    </message>
    <message>
        <source>Entry of the mapping</source>
        <translation>映射条目</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Recipes</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
<context>
    <name>StageMenu</name>
    <message>
        <source>The last one</source>
        <translation>最后一个阶段</translation>
    </message>
    <message>
        <source>Choose a stage of the Dockerfile</source>
        <translation>选择 Dockerfile 中的构建阶段</translation>
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
    <name>TableArea</name>
    <message>
        <source>Reading the images…</source>
        <translation>正在读取镜像…</translation>
    </message>
    <message>
        <source>Drop a saved image (.tar) here, or:</source>
        <translation>将已保存的镜像（.tar）拖到此处，或：</translation>
    </message>
    <message>
        <source>No image matches the filter.</source>
        <translation>没有符合筛选条件的镜像。</translation>
    </message>
    <message>
        <source>The package names no image.</source>
        <translation>软件包未引用镜像。</translation>
    </message>
    <message>
        <source>The package names no image. Drop a saved image (.tar) here, or:</source>
        <translation>软件包未引用任何镜像。将已保存的镜像（.tar）拖到此处，或：</translation>
    </message>
    <message>
        <source>build one</source>
        <translation>构建一个</translation>
    </message>
    <message>
        <source>take one of the engine</source>
        <translation>从引擎中选取</translation>
    </message>
    <message>
        <source>choose one</source>
        <translation>选择文件</translation>
    </message>
</context>
<context>
    <name>TarFiles</name>
    <message>
        <source>Add saved images</source>
        <translation>添加镜像包</translation>
    </message>
    <message>
        <source>Saved images</source>
        <translation>镜像包</translation>
    </message>
</context>
<context>
    <name>TarRow</name>
    <message>
        <source>no tar yet</source>
        <translation>暂无镜像包</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>What to do with the tar for {architecture}</source>
        <translation>{architecture} 镜像包的操作</translation>
    </message>
    <message>
        <source>Take {name}</source>
        <translation>使用 {name}</translation>
    </message>
    <message>
        <source>Add from disk…</source>
        <translation>从磁盘添加…</translation>
    </message>
    <message>
        <source>Show what is inside</source>
        <translation>查看内容</translation>
    </message>
    <message>
        <source>Rename, here and in the mapping</source>
        <translation>重命名并更新映射</translation>
    </message>
    <message>
        <source>Name no tar</source>
        <translation>不指定镜像包</translation>
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
        <source>This file is read-only on disk. Save the package elsewhere to keep changes.</source>
        <translation>此文件在磁盘上为只读。请将软件包另存到其他位置以保留修改。</translation>
    </message>
    <message>
        <source>Keep the file</source>
        <translation>保留文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Use LF</source>
        <translation>统一为 LF</translation>
    </message>
    <message>
        <source>Use CRLF</source>
        <translation>统一为 CRLF</translation>
    </message>
    <message>
        <source>{file} is read-only</source>
        <translation>{file} 为只读文件</translation>
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
    <name>UnsavedQuestion</name>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的修改</translation>
    </message>
    <message>
        <source>{package} has unsaved changes.</source>
        <translation>{package} 有未保存的修改。</translation>
    </message>
    <message>
        <source>{other} would take its place in this window. What is kept for later is offered when {package} is opened again.</source>
        <translation>在此窗口中打开 {other} 会关闭它。选择“暂存”后，再次打开 {package} 时可恢复这些修改。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep for later</source>
        <translation>暂存</translation>
    </message>
    <message>
        <source>Open in a new window</source>
        <translation>在新窗口中打开</translation>
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
    <name>WorkTrouble</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>WritePreview</name>
    <message>
        <source>OSC will write nothing: no field of the entry leads to a value.</source>
        <translation>OSC 不会写入任何内容：此条目的字段都未指向值。</translation>
    </message>
    <message>
        <source> and </source>
        <translation>、</translation>
    </message>
    <message>
        <source>OSC does not document {keys}. This is how the studio reads them.</source>
        <translation>OSC 文档未说明 {keys}，此处按工作室的理解显示。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>写入后</translation>
    </message>
    <message>
        <source>What OSC will write</source>
        <translation>OSC 将写入的内容</translation>
    </message>
    <message>
        <source>Registry, for example</source>
        <translation>镜像仓库（示例）</translation>
    </message>
    <message>
        <source>Registry that OSC pushes to, for example</source>
        <translation>OSC 推送到的镜像仓库（示例）</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>文本行</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
</context>
<context>
    <name>YamlSection</name>
    <message>
        <source>line {line}: {reason}</source>
        <translation>第 {line} 行：{reason}</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 个警告</numerusform>
        </translation>
    </message>
    <message>
        <source>valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>no schema to check by</source>
        <translation>无 schema，未校验</translation>
    </message>
    <message>
        <source>valid for {version}</source>
        <translation>符合 {version}</translation>
    </message>
    <message>
        <source>YAML of the instance</source>
        <translation>实例 YAML</translation>
    </message>
    <message>
        <source>Save as example</source>
        <translation>保存为示例</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>builds</name>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>使用缓存</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>for the engine&apos;s platform</source>
        <translation>引擎的平台</translation>
    </message>
    <message>
        <source>Its recipe was removed</source>
        <translation>其配方已删除</translation>
    </message>
    <message>
        <source>Failed at step {number} of {count}</source>
        <translation>在步骤 {number} / {count} 失败</translation>
    </message>
    <message>
        <source>Saved into the package</source>
        <translation>已保存到软件包</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Waiting for the build before it</source>
        <translation>正在等待前一个构建</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Ending the build…</source>
        <translation>正在停止构建…</translation>
    </message>
    <message>
        <source>Built in {time}, {size}</source>
        <translation>已构建，用时 {time}，{size}</translation>
    </message>
    <message>
        <source>, saved as {paths}</source>
        <translation>，已保存为 {paths}</translation>
    </message>
    <message>
        <source>Cancelled after {time}</source>
        <translation>已取消，用时 {time}</translation>
    </message>
    <message>
        <source>; Podman itself stops once the step that ran is done</source>
        <translation>；Podman 会在当前步骤完成后停止</translation>
    </message>
    <message>
        <source>Failed after {time}</source>
        <translation>失败，用时 {time}</translation>
    </message>
    <message>
        <source>{step}, {time}</source>
        <translation>{step}，{time}</translation>
    </message>
    <message>
        <source>Step {number} of {count}, {time}</source>
        <translation>步骤 {number} / {count}，{time}</translation>
    </message>
    <message>
        <source>Step {number} of {count}, {time}. Last time it took {last}.</source>
        <translation>步骤 {number} / {count}，{time}。上次用时 {last}。</translation>
    </message>
    <message>
        <source>Step {number} of {count}, {time} of about {last}</source>
        <translation>步骤 {number} / {count}，{time}，共约 {last}</translation>
    </message>
    <message>
        <source>local</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Looking for an engine…</source>
        <translation>正在查找引擎…</translation>
    </message>
    <message>
        <source>No engine answers</source>
        <translation>没有引擎响应</translation>
    </message>
    <message>
        <source>{name}: not reachable ({url})</source>
        <translation>{name}：无法连接（{url}）</translation>
    </message>
    <message>
        <source>Still at work</source>
        <translation>仍在工作</translation>
    </message>
    <message>
        <source>The engine still works for this package.</source>
        <translation>引擎仍在为此软件包工作。</translation>
    </message>
    <message>
        <source>End it and close</source>
        <translation>结束并关闭</translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation>继续工作</translation>
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
        <source>Note</source>
        <translation>提示</translation>
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
        <source>Add</source>
        <translation>添加</translation>
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
        <source>Why?</source>
        <translation>规则说明</translation>
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
        <source>Find in packa&amp;ge…</source>
        <translation>在软件包中查找(&amp;G)…</translation>
    </message>
    <message>
        <source>Replace in pac&amp;kage…</source>
        <translation>在软件包中替换(&amp;K)…</translation>
    </message>
    <message>
        <source>Find &amp;references</source>
        <translation>查找引用(&amp;R)</translation>
    </message>
    <message>
        <source>Find what stands at the caret in all files</source>
        <translation>在所有文件中查找光标处的内容</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>&amp;Images</source>
        <translation>镜像(&amp;I)</translation>
    </message>
    <message>
        <source>Deploy form</source>
        <translation>部署表单</translation>
    </message>
    <message>
        <source>&amp;Deploy form</source>
        <translation>部署表单(&amp;D)</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>构建</translation>
    </message>
    <message>
        <source>Buil&amp;ds</source>
        <translation>构建页面(&amp;D)</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Recipes of images, and building them</source>
        <translation>镜像的配方与构建</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>构建(&amp;B)</translation>
    </message>
    <message>
        <source>Build the image of this recipe</source>
        <translation>构建此配方的镜像</translation>
    </message>
    <message>
        <source>Build &amp;all recipes</source>
        <translation>构建所有配方(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消构建(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel this build</source>
        <translation>取消此次构建</translation>
    </message>
    <message>
        <source>Add a &amp;recipe</source>
        <translation>添加配方(&amp;R)</translation>
    </message>
    <message>
        <source>Add a Docker&amp;file for the operator</source>
        <translation>为 Operator 添加 Dockerfile(&amp;F)</translation>
    </message>
    <message>
        <source>Du&amp;plicate the recipe</source>
        <translation>创建配方副本(&amp;P)</translation>
    </message>
    <message>
        <source>Re&amp;move the recipe</source>
        <translation>移除配方(&amp;M)</translation>
    </message>
    <message>
        <source>Show the recipe in &amp;text</source>
        <translation>在文本中查看配方(&amp;T)</translation>
    </message>
    <message>
        <source>Show the Doc&amp;kerfile</source>
        <translation>查看 Dockerfile(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Save the image into the package…</source>
        <translation>将镜像保存到软件包(&amp;S)…</translation>
    </message>
    <message>
        <source>As a tar in images/, and mapped in mapping.yaml</source>
        <translation>以镜像包存入 images/，并添加到 mapping.yaml</translation>
    </message>
    <message>
        <source>Save a &amp;local image into the package…</source>
        <translation>将本地镜像保存到软件包(&amp;L)…</translation>
    </message>
    <message>
        <source>One that the engine holds already</source>
        <translation>引擎中已有的镜像</translation>
    </message>
    <message>
        <source>Pull the images of the packa&amp;ge</source>
        <translation>拉取软件包的镜像(&amp;G)</translation>
    </message>
    <message>
        <source>Every mapped image whose tar is missing</source>
        <translation>所有已映射但缺少镜像包的镜像</translation>
    </message>
    <message>
        <source>L&amp;oad a saved image into the engine…</source>
        <translation>将镜像包加载到引擎(&amp;O)…</translation>
    </message>
    <message>
        <source>P&amp;ush to a registry…</source>
        <translation>推送到镜像仓库(&amp;U)…</translation>
    </message>
    <message>
        <source>Choose the &amp;engine…</source>
        <translation>选择引擎(&amp;E)…</translation>
    </message>
    <message>
        <source>Shape the form by pointing</source>
        <translation>以点选方式设计表单</translation>
    </message>
    <message>
        <source>&amp;Not shown to the consumer</source>
        <translation>消费者不可见(&amp;N)</translation>
    </message>
    <message>
        <source>The fields that the form leaves out, and why</source>
        <translation>表单未显示的字段及原因</translation>
    </message>
    <message>
        <source>Describe all required fields</source>
        <translation>描述所有必填字段</translation>
    </message>
    <message>
        <source>Generate descriptors from the schema</source>
        <translation>由 schema 生成描述符</translation>
    </message>
    <message>
        <source>For all fields at the top, and required ones below</source>
        <translation>包括所有顶层字段，以及下层的必填字段</translation>
    </message>
    <message>
        <source>Generate a schema from the example</source>
        <translation>由示例生成 schema</translation>
    </message>
    <message>
        <source>Make descriptors for the resource</source>
        <translation>为资源创建描述符</translation>
    </message>
    <message>
        <source>A CSD, or an entry of the CSV</source>
        <translation>CSD，或 CSV 中的条目</translation>
    </message>
    <message>
        <source>Edit the label</source>
        <translation>编辑显示名称</translation>
    </message>
    <message>
        <source>Edit the help</source>
        <translation>编辑说明</translation>
    </message>
    <message>
        <source>Move the field up</source>
        <translation>上移字段</translation>
    </message>
    <message>
        <source>Move the field down</source>
        <translation>下移字段</translation>
    </message>
    <message>
        <source>Describe the field</source>
        <translation>描述字段</translation>
    </message>
    <message>
        <source>Remove the description</source>
        <translation>移除描述</translation>
    </message>
    <message>
        <source>Hide the field</source>
        <translation>隐藏字段</translation>
    </message>
    <message>
        <source>Put the field among the advanced ones</source>
        <translation>将字段移至“高级”</translation>
    </message>
    <message>
        <source>Show the field in the text</source>
        <translation>在文本中查看字段</translation>
    </message>
    <message>
        <source>Every image of the package, and what OSC will write</source>
        <translation>软件包的所有镜像，以及 OSC 将写入的内容</translation>
    </message>
    <message>
        <source>&amp;Propose mapping</source>
        <translation>生成建议映射(&amp;P)</translation>
    </message>
    <message>
        <source>Map every image that OSC can write</source>
        <translation>为 OSC 可写入的所有镜像添加映射</translation>
    </message>
    <message>
        <source>&amp;Show where it is used</source>
        <translation>查看使用位置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Add to the mapping</source>
        <translation>添加到映射(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Edit name and fields</source>
        <translation>编辑名称和字段(&amp;E)</translation>
    </message>
    <message>
        <source>Add saved &amp;image…</source>
        <translation>添加镜像包(&amp;I)…</translation>
    </message>
    <message>
        <source>Bring a tar of docker save into the package</source>
        <translation>将 docker save 生成的 tar 添加到软件包</translation>
    </message>
    <message>
        <source>&amp;Remove from the mapping</source>
        <translation>从映射中移除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy address</source>
        <translation>复制地址(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Filter images</source>
        <translation>筛选镜像(&amp;F)</translation>
    </message>
    <message>
        <source>Open mapping.yaml as &amp;text</source>
        <translation>以文本打开 mapping.yaml(&amp;T)</translation>
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
        <source>&amp;New package…</source>
        <translation>新建软件包(&amp;N)…</translation>
    </message>
    <message>
        <source>New &amp;window</source>
        <translation>新建窗口(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a folder, zip or tgz</source>
        <translation>打开文件夹、zip 或 tgz</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>打开文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Open fi&amp;le…</source>
        <translation>打开文件(&amp;L)…</translation>
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
        <source>R&amp;eopen closed tab</source>
        <translation>重新打开关闭的标签页(&amp;E)</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>设置(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>快捷键(&amp;K)…</translation>
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
        <source>For&amp;ward</source>
        <translation>前进(&amp;W)</translation>
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
        <source>Next &amp;tab by use</source>
        <translation>下一个最近使用的标签页(&amp;T)</translation>
    </message>
    <message>
        <source>Last tab by &amp;use</source>
        <translation>上一个最近使用的标签页(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>概览(&amp;O)</translation>
    </message>
    <message>
        <source>Package t&amp;ree</source>
        <translation>软件包树(&amp;R)</translation>
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
        <source>Show or hide the package tree</source>
        <translation>显示或隐藏软件包树</translation>
    </message>
    <message>
        <source>Show or hide the panes below</source>
        <translation>显示或隐藏底部面板</translation>
    </message>
    <message>
        <source>Theme of the &amp;system</source>
        <translation>跟随系统主题(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>浅色主题(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>深色主题(&amp;D)</translation>
    </message>
    <message>
        <source>Switch between light and dark theme</source>
        <translation>切换浅色/深色主题</translation>
    </message>
    <message>
        <source>Language of the &amp;system</source>
        <translation>跟随系统语言(&amp;S)</translation>
    </message>
    <message>
        <source>Switch the language</source>
        <translation>切换语言</translation>
    </message>
    <message>
        <source>&amp;Zoom in</source>
        <translation>放大(&amp;Z)</translation>
    </message>
    <message>
        <source>Zoom o&amp;ut</source>
        <translation>缩小(&amp;U)</translation>
    </message>
    <message>
        <source>Norm&amp;al size</source>
        <translation>实际大小(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>关于(&amp;A)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
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
        <source>&amp;Tabs and sides</source>
        <translation>标签页与分栏(&amp;T)</translation>
    </message>
    <message>
        <source>The&amp;me</source>
        <translation>主题(&amp;M)</translation>
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
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>查找(&amp;F)</translation>
    </message>
    <message>
        <source>Replac&amp;e</source>
        <translation>替换(&amp;E)</translation>
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
        <source>&amp;Select all occurrences</source>
        <translation>选择所有匹配项(&amp;S)</translation>
    </message>
    <message>
        <source>Toggle co&amp;mment</source>
        <translation>切换注释(&amp;M)</translation>
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
        <source>Move line u&amp;p</source>
        <translation>上移行(&amp;P)</translation>
    </message>
    <message>
        <source>Move line &amp;down</source>
        <translation>下移行(&amp;D)</translation>
    </message>
    <message>
        <source>Dup&amp;licate line up</source>
        <translation>向上复制行(&amp;L)</translation>
    </message>
    <message>
        <source>Dupli&amp;cate line down</source>
        <translation>向下复制行(&amp;C)</translation>
    </message>
    <message>
        <source>Delet&amp;e line</source>
        <translation>删除行(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Fold</source>
        <translation>折叠(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Unfold</source>
        <translation>展开(&amp;U)</translation>
    </message>
    <message>
        <source>Fold &amp;all</source>
        <translation>全部折叠(&amp;A)</translation>
    </message>
    <message>
        <source>Unfold a&amp;ll</source>
        <translation>全部展开(&amp;L)</translation>
    </message>
    <message>
        <source>Wrap lines</source>
        <translation>自动换行</translation>
    </message>
    <message>
        <source>Te&amp;xt, preview or both</source>
        <translation>切换文本、预览或分栏(&amp;X)</translation>
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
        <source>&amp;No longer accept</source>
        <translation>取消接受(&amp;N)</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>复制为文本(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Why?</source>
        <translation>规则说明(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Background work</source>
        <translation>后台任务(&amp;B)</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Previe&amp;w</source>
        <translation>预览(&amp;W)</translation>
    </message>
    <message>
        <source>Show the previe&amp;w</source>
        <translation>显示预览(&amp;W)</translation>
    </message>
    <message>
        <source>The form as consumers meet it</source>
        <translation>消费者看到的表单</translation>
    </message>
    <message>
        <source>Close the preview</source>
        <translation>关闭预览</translation>
    </message>
    <message>
        <source>&amp;Preview in a window of its own</source>
        <translation>在独立窗口中预览(&amp;P)</translation>
    </message>
    <message>
        <source>Save the form as a p&amp;icture…</source>
        <translation>将表单保存为图片(&amp;I)…</translation>
    </message>
    <message>
        <source>Save the form as a we&amp;b page…</source>
        <translation>将表单保存为网页(&amp;B)…</translation>
    </message>
    <message>
        <source>One file for reviewers, which needs no studio</source>
        <translation>供评审者查看的单个文件，无需安装工作室</translation>
    </message>
    <message>
        <source>&amp;Find a field of the form</source>
        <translation>查找表单字段(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Save the instance as example</source>
        <translation>将实例保存为示例(&amp;S)</translation>
    </message>
    <message>
        <source>Write what was filled in into the package</source>
        <translation>将填写的内容写入软件包</translation>
    </message>
    <message>
        <source>&amp;Reset the instance</source>
        <translation>重置实例(&amp;R)</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>标签页</translation>
    </message>
    <message>
        <source>Close &amp;others</source>
        <translation>关闭其他(&amp;O)</translation>
    </message>
    <message>
        <source>Close those to the &amp;right</source>
        <translation>关闭右侧标签页(&amp;R)</translation>
    </message>
    <message>
        <source>Close &amp;all</source>
        <translation>全部关闭(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Keep open</source>
        <translation>保持打开(&amp;K)</translation>
    </message>
    <message>
        <source>Re&amp;name the file</source>
        <translation>重命名文件(&amp;N)</translation>
    </message>
    <message>
        <source>Copy path &amp;in the package</source>
        <translation>复制包内路径(&amp;I)</translation>
    </message>
    <message>
        <source>Show in &amp;file manager</source>
        <translation>在文件管理器中显示(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Split editor</source>
        <translation>拆分编辑器(&amp;S)</translation>
    </message>
    <message>
        <source>Move tab to the ri&amp;ght side</source>
        <translation>将标签页移到右侧(&amp;G)</translation>
    </message>
    <message>
        <source>Move tab to the &amp;left side</source>
        <translation>将标签页移到左侧(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Next editor side</source>
        <translation>下一侧编辑器(&amp;N)</translation>
    </message>
    <message>
        <source>Last &amp;editor side</source>
        <translation>上一侧编辑器(&amp;E)</translation>
    </message>
    <message>
        <source>Open to the s&amp;ide</source>
        <translation>在侧边打开(&amp;I)</translation>
    </message>
</context>
<context>
    <name>controls</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>开关</translation>
    </message>
    <message>
        <source>Check box</source>
        <translation>复选框</translation>
    </message>
    <message>
        <source>List</source>
        <translation>下拉列表</translation>
    </message>
    <message>
        <source>Pods</source>
        <translation>Pod 数量</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>Pull policy</source>
        <translation>拉取策略</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新策略</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>资源对象</translation>
    </message>
    <message>
        <source>Public IP</source>
        <translation>公网 IP</translation>
    </message>
    <message>
        <source>Node affinity</source>
        <translation>节点亲和性</translation>
    </message>
    <message>
        <source>Pod affinity</source>
        <translation>Pod 亲和性</translation>
    </message>
    <message>
        <source>Anti-affinity</source>
        <translation>反亲和性</translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Selector</source>
        <translation>选择器</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Number or text</source>
        <translation>数字或文本</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>键值表</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>列表项</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>YAML</source>
        <translation>YAML</translation>
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
    <name>formexport</name>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Save the form</source>
        <translation>保存表单</translation>
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
