using System.Reflection;
using Kiosk.Feed.Records;
using Kiosk.Verification;
using Kiosk.Verification.Profiles;

namespace Kiosk.Service.Tests.Admission;

/// <summary>Fails when a value is added to an enum, until the tables in this folder cover it.</summary>
public sealed class DecisionTableTests
{
    [Theory]
    [InlineData(typeof(MeetingAdmissionTests), nameof(MeetingAdmissionTests.The_status_on_the_day_decides_whether_an_invited_member_enters_a_congress), typeof(MemberStatus))]
    [InlineData(typeof(ProcedureAdmissionTests), nameof(ProcedureAdmissionTests.A_barred_member_keeps_the_right_to_procedures_and_a_former_one_goes_to_the_desk), typeof(MemberStatus))]
    [InlineData(typeof(MeetingAdmissionTests), nameof(MeetingAdmissionTests.Suspension_from_the_committee_bars_committee_meetings_only), typeof(MeetingKind))]
    [InlineData(typeof(MeetingRulesTests), nameof(MeetingRulesTests.Only_a_meeting_as_invited_has_no_quorum), typeof(MeetingKind))]
    public void A_decision_table_has_a_row_for_every_value(Type tests, string table, Type values)
    {
        var rows = tests.GetMethod(table)!.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(InlineDataAttribute))
            .SelectMany(attribute => (IReadOnlyCollection<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)
            .Where(argument => argument.ArgumentType == values)
            .Select(argument => Enum.ToObject(values, argument.Value!));

        Assert.Subset(rows.ToHashSet(), Enum.GetValuesAsUnderlyingType(values).Cast<object>().Select(value => Enum.ToObject(values, value)).ToHashSet());
    }

    [Fact]
    public void Every_class_of_attendee_is_either_in_the_table_or_known_to_count_for_nothing()
    {
        AttendeeClass[] countsForNothing = [AttendeeClass.Unknown, AttendeeClass.Guest, AttendeeClass.MemberWithoutVote];

        foreach (var attendeeClass in Enum.GetValues<AttendeeClass>())
        {
            var line = Scene.Line(attendeeClass: attendeeClass, replaces: attendeeClass is AttendeeClass.Alternate ? (byte)9 : null);
            var counts = Enum.GetValues<MeetingKind>().Any(kind => MeetingRules.Default.FlagsFor(kind, line) != default);
            Assert.NotEqual(countsForNothing.Contains(attendeeClass), counts);
        }
    }

    [Fact]
    public void The_zero_of_every_enum_admits_nobody()
    {
        Assert.Equal(MemberStatus.Unknown, default);
        Assert.Equal(AttendeeClass.Unknown, default);
        Assert.Equal(Standing.NotAMember, default);
        Assert.Equal(UndecidedRule.Refuse, default);
        Assert.Equal(Assurance.None, default);
        Assert.False(MeetingRules.Default.HasQuorum(default));
    }
}
