using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Source.Calendars;
using Kiosk.Source.Folders;
using Kiosk.Verification.Profiles;

namespace Kiosk.Registry.Tests;

/// <summary>The registry's README names everything that a source folder may hold.</summary>
public sealed class DocumentationTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "registry.md"));

    [Fact]
    public void Every_status_and_class_is_there() =>
        Assert.All($"{Enumerations.Names<MemberStatus>()}, {Enumerations.Names<AttendeeClass>()}".Split(", "), name => Assert.Contains($"`{name}`", Readme, StringComparison.Ordinal));

    [Fact]
    public void Every_member_of_meetings_calendars_procedures_and_policy_is_there() => Assert.All(
        ((JsonTypeInfo[])[RecordJson.Meeting, CalendarRulesContext.Default.CalendarRules, RecordJson.ShapeOfProcedures(isList: false), SyncPolicy.JsonType]).SelectMany(MembersOf).Distinct(),
        name => Assert.Matches($"[`\"]{name}[`\"]", Readme));

    [Fact]
    public void Every_member_of_the_profile_is_there()
    {
        using var profile = JsonDocument.Parse(CardProfile.Default.ToJson());

        Assert.All(PathsOf(profile.RootElement, ""), path => Assert.Contains($"`{path}`", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void The_rules_of_calendars_are_shown_as_the_program_shows_them() => Assert.Contains($"\n{CalendarFiles.RulesExample}\n", Readme, StringComparison.Ordinal);

    [Fact]
    public void The_meeting_that_is_shown_is_one()
    {
        var json = Readme.Split("```json")[1].Split("```")[0].Replace("32 random bytes in Base64: openssl rand -base64 32", Convert.ToBase64String(new byte[32]), StringComparison.Ordinal);

        MeetingRecordRules.Check(JsonSerializer.Deserialize(json, RecordJson.Meeting)!);
    }

    private static IEnumerable<string> MembersOf(JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => type.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null).SelectMany(property => MembersOf(type.Options.GetTypeInfo(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)).Prepend(property.Name)),
        JsonTypeInfoKind.Enumerable => MembersOf(type.Options.GetTypeInfo(type.ElementType!)),
        _ => [],
    };

    private static IEnumerable<string> PathsOf(JsonElement element, string prefix) => element.EnumerateObject().SelectMany(member =>
        member.Value.ValueKind == JsonValueKind.Object ? PathsOf(member.Value, $"{prefix}{member.Name}.") : [$"{prefix}{member.Name}"]);
}
