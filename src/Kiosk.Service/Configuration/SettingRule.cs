using Kiosk.Words;

namespace Kiosk.Service.Configuration;

/// <summary>A rule of a setting, in both languages: the framework's validator takes one constant text, so each language has its line, English first.</summary>
internal static class SettingRule
{
    private const char Between = '\n';

    /// <param name="text">As the validator gives it.</param>
    public static Phrase Read(string text) => text.Split(Between) is [var english, var vietnamese] ? new(vietnamese, english) : Phrase.WithDetail("thiết lập này chưa đúng", text);
}
