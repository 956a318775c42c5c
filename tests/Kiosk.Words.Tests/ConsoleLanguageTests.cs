namespace Kiosk.Words.Tests;

public sealed class ConsoleLanguageTests
{
    [Theory]
    [InlineData("", Language.English)]
    [InlineData("LANG=C.UTF-8", Language.English)]
    [InlineData("LANG=vi_VN.UTF-8", Language.Vietnamese)]
    [InlineData("LANG=vi", Language.Vietnamese)]
    [InlineData("LANG=vie", Language.English)]
    [InlineData("LC_ALL=en_GB.UTF-8 LANG=vi_VN.UTF-8", Language.English)]
    [InlineData("LC_ALL=vi_VN LANG=en_GB.UTF-8", Language.Vietnamese)]
    [InlineData("LC_ALL= LC_MESSAGES=vi_VN.UTF-8 LANG=en_GB.UTF-8", Language.Vietnamese)]
    [InlineData("KIOSK_LANGUAGE=vi LC_ALL=en_GB.UTF-8", Language.Vietnamese)]
    [InlineData("KIOSK_LANGUAGE=en LANG=vi_VN.UTF-8", Language.English)]
    [InlineData("KIOSK_LANGUAGE= LANG=vi_VN.UTF-8", Language.Vietnamese)]
    public void The_first_variable_that_says_something_decides(string variables, Language expected)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=')).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

        Assert.Equal(expected, ConsoleLanguage.Of(values.GetValueOrDefault));
    }
}
