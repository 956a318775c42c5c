namespace Kiosk.Ui.Screens;

/// <summary>The kind of meeting, as far as the wording of its figures depends on it.</summary>
public enum MeetingForm
{
    /// <summary>Delegates and guests.</summary>
    AsInvited = 0,

    /// <summary>Members.</summary>
    CellMeeting,

    /// <summary>Members; the congress announces the official figures.</summary>
    MemberCongress,

    /// <summary>Delegates; the congress announces the official figures.</summary>
    DelegateCongress,

    /// <summary>Members of a committee.</summary>
    CommitteeMeeting,
}
