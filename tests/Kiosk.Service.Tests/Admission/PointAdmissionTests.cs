using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Verification.Reasons;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

/// <summary>A door without staff, on Sunday 22 November 2026.</summary>
public sealed class PointAdmissionTests
{
    private static readonly PassRule Unit = new(Units: ["Chi bộ 1"]);

    [Fact]
    public void Where_the_feed_has_no_rule_nobody_passes_unless_the_settings_say_that_anybody_may()
    {
        Assert.Equal(ReasonCode.AdmissionNoRule, CodeOf(Decide(new(OpensDoor: true), Known())));
        Assert.Equal(ReasonCode.Admitted, CodeOf(Decide(new(OpensDoor: true, AdmitsAnyCard: true), Known())));
        Assert.Equal(ReasonCode.Admitted, CodeOf(Decide(new(OpensDoor: true, AdmitsAnyCard: true), Dossier.Empty)));
    }

    [Fact]
    public void A_rule_of_the_feed_holds_whatever_the_settings_say() =>
        Assert.Equal(ReasonCode.AdmissionNotAllowedHere, CodeOf(Decide(new(OpensDoor: true, PointWith(new PassRule(Units: ["Chi bộ 2"])), AdmitsAnyCard: true), Known())));

    public static TheoryData<PassRule, bool, object> Rules => new()
    {
        { Unit, false, ReasonCode.Admitted },
        { new(Units: ["Chi bộ 2"]), false, ReasonCode.AdmissionNotAllowedHere },
        { new(Units: ["chi bộ 1"]), false, ReasonCode.AdmissionNotAllowedHere },
        { new(Members: true), false, ReasonCode.Admitted },
        { new(Duties: [Duty.Operator]), false, ReasonCode.AdmissionNotAllowedHere },
        { new(Duties: [Duty.Clerk, Duty.Operator]), false, ReasonCode.Admitted },
        { new(Listed: true), false, ReasonCode.AdmissionNotAllowedHere },
        { new(Listed: true), true, ReasonCode.Admitted },
        { new(Units: ["Chi bộ 1"], Listed: true), false, ReasonCode.AdmissionNotAllowedHere },
        { new(Units: ["Chi bộ 2"], Listed: true), true, ReasonCode.AdmissionNotAllowedHere },
        { new(Units: ["Chi bộ 1"], Listed: true), true, ReasonCode.Admitted },
        { new(), true, ReasonCode.AdmissionNotAllowedHere },
        { new(Members: false, Listed: false), true, ReasonCode.AdmissionNotAllowedHere },
        { new(Duties: [Duty.None]), true, ReasonCode.AdmissionNotAllowedHere },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void All_that_a_rule_gives_must_hold(PassRule rule, bool isListed, object expected)
    {
        var clerk = new Dossier(Member(MemberStatus.Official) with { Duties = [Duty.Clerk] }, null, null) { Pass = isListed ? new PassLine(Tag()) : null };

        Assert.Equal(expected, CodeOf(Decide(Here(rule), clerk)));
    }

    [Fact]
    public void One_rule_that_admits_is_enough() => Assert.Equal(ReasonCode.Admitted, CodeOf(Decide(Here(new PassRule(Listed: true), Unit), Known())));

    [Theory]
    [InlineData(MemberStatus.Suspended, ReasonCode.AdmissionSuspended)]
    [InlineData(MemberStatus.Expelled, ReasonCode.AdmissionNotAMember)]
    [InlineData(MemberStatus.Probationary, ReasonCode.Admitted)]
    public void Standing_comes_before_every_rule_and_the_list(MemberStatus status, object expected) =>
        Assert.Equal(expected, CodeOf(Decide(Here(new PassRule(Listed: true), Unit), new Dossier(Member(status), null, null) { Pass = new(Tag()) })));

    [Fact]
    public void Somebody_without_a_record_here_passes_by_the_list_alone()
    {
        Assert.Equal(ReasonCode.Admitted, CodeOf(Decide(Here(new PassRule(Listed: true)), Dossier.Empty with { Pass = new(Tag()) })));
        Assert.Equal(ReasonCode.AdmissionNotAllowedHere, CodeOf(Decide(Here(new PassRule(Members: true), Unit), Dossier.Empty with { Pass = new(Tag()) })));
    }

    [Theory]
    [InlineData(null, null, ReasonCode.Admitted)]
    [InlineData("2026-11-22", "2026-11-22", ReasonCode.Admitted)]
    [InlineData("2026-11-23", null, ReasonCode.AdmissionNotAllowedHere)]
    [InlineData(null, "2026-11-21", ReasonCode.AdmissionNotAllowedHere)]
    public void A_line_of_the_list_counts_on_its_days(string? from, string? to, object expected) =>
        Assert.Equal(expected, CodeOf(Decide(Here(new PassRule(Listed: true)), Dossier.Empty with { Pass = new(Tag(), DayOrNull(from), DayOrNull(to)) })));

    [Theory]
    [InlineData("07:00", "18:00", "07:30:00", true)]
    [InlineData("07:00", "18:00", "07:00:00", true)]
    [InlineData("07:00", "18:00", "18:00:00", false)]
    [InlineData("07:00", "18:00", "06:59:59", false)]
    [InlineData("22:00", "06:00", "23:00:00", true)]
    [InlineData("22:00", "06:00", "05:59:59", true)]
    [InlineData("22:00", "06:00", "06:00:00", false)]
    [InlineData("22:00", "06:00", "21:59:59", false)]
    public void Hours_count_from_their_first_minute_up_to_their_last_over_midnight_too(string from, string to, string time, bool passes) =>
        Assert.Equal(passes ? ReasonCode.Admitted : ReasonCode.AdmissionNotAtThisHour, CodeOf(Decide(Here(Unit with { Hours = [Window(from, to)] }), Known(), At(time))));

    [Theory]
    [InlineData(DayOfWeek.Sunday, "23:00:00", true)]
    [InlineData(DayOfWeek.Saturday, "23:00:00", false)]
    [InlineData(DayOfWeek.Saturday, "05:00:00", true)]
    [InlineData(DayOfWeek.Sunday, "05:00:00", false)]
    public void A_night_belongs_to_the_day_on_which_it_began(DayOfWeek day, string time, bool passes) =>
        Assert.Equal(passes ? ReasonCode.Admitted : ReasonCode.AdmissionNotAtThisHour, CodeOf(Decide(Here(Unit with { Hours = [Window("22:00", "06:00") with { Days = [day] }] }), Known(), At(time))));

    [Fact]
    public void The_hours_of_a_rule_that_means_others_open_nothing() =>
        Assert.Equal(ReasonCode.AdmissionNotAtThisHour, CodeOf(Decide(Here(new PassRule(Units: ["Chi bộ 2"]), Unit with { Hours = [Window("01:00", "02:00")] }), Known())));

    private static Dossier Known() => new(Member(MemberStatus.Official), null, null);

    private static PassHours Window(string from, string to) => new(TimeOnly.ParseExact(from, "HH:mm"), TimeOnly.ParseExact(to, "HH:mm"));

    private static DateOnly? DayOrNull(string? day) => day is null ? null : Day(day);

    private static AdmissionMode.VerifyOnly Here(params PassRule[] rules) => new(OpensDoor: true, PointWith(rules));

    private static Point PointWith(params PassRule[] rules) => new("kho", "Kho", rules, Terminals: ["HN-01"]);

    private static AdmissionDecision Decide(AdmissionMode.VerifyOnly mode, Dossier dossier, DateTimeOffset? instant = null) =>
        Policy(attended: false).Decide(mode, Trusted(), dossier, Clock(instant ?? At("07:30:00")), RefuseEverywhere);
}
