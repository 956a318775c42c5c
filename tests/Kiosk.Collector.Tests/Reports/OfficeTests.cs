using System.Runtime.Versioning;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Tests.People;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Testing.Skipping;

namespace Kiosk.Collector.Tests.Reports;

/// <summary>Workbooks opened by LibreOffice, where it is installed: what a secretary sees.</summary>
[SupportedOSPlatform("linux")]
public sealed class OfficeTests(SqliteFixture engine) : IClassFixture<SqliteFixture>
{
    // Sheet 1 in UTF-8; every cell as it is shown, formulas as formulas.
    private const string FirstSheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,1";

    [FactWithTool("soffice", "./kiosk test --nightly")]
    public async Task LibreOffice_shows_the_attendance_list_as_it_was_written()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());

        var lines = await ShownAsync(scene, ReportForm.Attendance, FirstSheet);

        Assert.Contains(lines, line => line.Contains("Hoa Văn Bình,00000002,Chi bộ 2,Đoàn 2,Đại biểu đương nhiên,08:12,Cửa 2,Đến sau giờ bắt đầu", StringComparison.Ordinal));
    }

    [FactWithTool("soffice", "./kiosk test --nightly")]
    public async Task LibreOffice_takes_a_name_that_looks_like_a_formula_for_a_name()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());

        // Whoever did not come is on another sheet.
        var lines = await ShownAsync(scene, ReportForm.Attendance, FirstSheet[..^1] + "4");

        Assert.Contains(lines, line => line.Contains("=1+1,00000004", StringComparison.Ordinal));
    }

    private static async Task<string[]> ShownAsync(ReportScene scene, ReportForm form, string filter)
    {
        var file = await scene.Reporter(ReportScene.Starts.AddHours(4)).MakeAsync(TestSource.Meeting, null, form, ReportFormat.Xlsx, CancellationToken.None);
        await File.WriteAllBytesAsync(scene.Folder["list.xlsx"], file.Content.ToArray());
        var shown = scene.Folder["shown"];
        await ReportScene.RunAsync("soffice", "--headless", "--norestore", $"-env:UserInstallation=file://{scene.Folder["profile"]}", "--convert-to", filter, "--outdir", shown, scene.Folder["list.xlsx"]);
        return await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(shown)));
    }
}
