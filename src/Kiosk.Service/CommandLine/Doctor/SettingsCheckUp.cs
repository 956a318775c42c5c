using System.CommandLine;
using System.Text.RegularExpressions;
using Kiosk.Durability;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Configuration;
using Kiosk.Service.Hosting;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>The settings as <c>kiosk run</c> would take or refuse them, in the same words; and what is left to examine by where they cannot be used.</summary>
/// <param name="Options">A setting that cannot be used is at its default.</param>
/// <param name="AreGood">False if nobody wrote any settings.</param>
/// <param name="Finding">Null where a data folder alone is examined.</param>
internal sealed partial record SettingsCheckUp(KioskOptions Options, bool AreGood, Finding? Finding)
{
    private const string Name = "settings";

    public static SettingsCheckUp Of(CommonOptions common, ParseResult parsed)
    {
        var given = parsed.GetValue(common.Data) is { } folder ? Path.GetFullPath(folder) : null;
        if (!common.HasSettings(parsed))
        {
            return new(new KioskOptions { DataFolder = given! }, AreGood: false, Finding: null);
        }

        try
        {
            var options = common.Settings(parsed);
            return MistakeOf(options) is { } mistake
                ? new(options, AreGood: true, Refused(mistake))
                : new(options, AreGood: true, new(Name, Health.Good, new($"Thiết lập của máy {options.TerminalId} dùng được.", $"The settings of terminal {options.TerminalId} can be used.")));
        }
        catch (ConfigurationException exception)
        {
            return ConfigurationLoading.HasAny(parsed.GetValue(common.Config))
                ? new(common.Salvaged(parsed), AreGood: true, Refused(exception.Sentence))
                : new(common.Salvaged(parsed), AreGood: false, Missing(exception.Sentence));
        }
    }

    private static Finding Missing(Phrase sentence) => Told(
        sentence,
        new("Chưa có thiết lập; các mục dưới đây được kiểm tra theo mặc định.", "There are no settings; what follows goes by the defaults."),
        new("Tạo tệp /etc/kiosk/kiosk.json theo mẫu ở dòng cuối.", "Write /etc/kiosk/kiosk.json, as the last line shows."));

    /// <param name="sentence">As <c>kiosk run</c> refuses them.</param>
    public static Finding Refused(Phrase sentence)
    {
        var places = string.Join(", ", Place().Matches(sentence.English).Select(place => place.Value.TrimEnd('.', ':', ',')).Distinct(StringComparer.Ordinal));
        var (where, at) = places.Length == 0 ? ("", "") : ($" ({places})", $" ({places})");
        return Told(
            sentence,
            new($"Thiết lập chưa dùng được{where}; các mục dưới đây được kiểm tra theo phần còn lại.", $"The settings cannot be used{at}; what follows goes by the others."),
            new("Sửa theo dòng cuối, rồi chạy lại kiosk doctor.", "Mend what the last line says, then run kiosk doctor again."));
    }

    private static Finding Told(Phrase sentence, Phrase what, Phrase remedy) => new(Name, Health.Bad, what, remedy, sentence.English) { Sentence = sentence };

    // Files by their path, keys by their name.
    [GeneratedRegex("(?<![^ \"(])(/[^ ,;\"]+|Kiosk(:[A-Za-z0-9]+)+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Place();

    // What only shows when the service is put together. Nothing is changed.
    private static Phrase? MistakeOf(KioskOptions options)
    {
        try
        {
            StartCheck.Run(options);
            return null;
        }
        catch (Exception exception) when (exception is ConfigurationException or OutOfServiceException)
        {
            return SystemRefusal.SentenceOf(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The checks of the files say so.
            return null;
        }
    }
}
