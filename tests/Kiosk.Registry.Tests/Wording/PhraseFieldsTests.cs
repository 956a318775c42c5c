using System.Reflection;
using Kiosk.Feed.Publishing;
using Kiosk.Registry.CommandLine;
using Kiosk.Verification.Certificates;
using Kiosk.Words;

namespace Kiosk.Registry.Tests.Wording;

public sealed class PhraseFieldsTests
{
    private static readonly Assembly[] Spoken = [typeof(RegistryCommand).Assembly, typeof(FeedPublisher).Assembly, typeof(Certificate).Assembly, typeof(Phrase).Assembly];

    public static TheoryData<string, string> Phrases
    {
        get
        {
            var phrases = new TheoryData<string, string>();
            foreach (var kept in Spoken.SelectMany(assembly => assembly.GetTypes()).Where(type => !type.ContainsGenericParameters)
                .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(kept => kept.FieldType == typeof(Phrase) || kept.FieldType == typeof(CountedPhrase)))
            {
                phrases.Add($"{kept.DeclaringType}.{kept.Name}", VietnameseOf(kept));
            }

            return phrases;
        }
    }

    [Theory]
    [MemberData(nameof(Phrases))]
    public void Every_phrase_that_is_kept_has_a_Vietnamese_form(string name, string vietnamese) => Assert.Equal((name, null), (name, VietnameseText.FaultOf(vietnamese)));

    [Fact]
    public void The_walk_finds_them() => Assert.True(Phrases.Count > 10, $"{Phrases.Count}");

    private static string VietnameseOf(FieldInfo kept) => kept.GetValue(null) switch
    {
        Phrase phrase => phrase.Vietnamese,
        CountedPhrase counted => counted.Vietnamese,
        var other => throw new InvalidOperationException($"{other}"),
    };
}
